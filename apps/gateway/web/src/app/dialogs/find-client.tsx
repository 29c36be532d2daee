import { useNavigate } from '@tanstack/react-router';
import { FindClient } from '../../features/clients/find-client.tsx';

export default function FindClientDialog({ close }: { readonly close: () => void }) {
  const navigate = useNavigate();
  const open = (clientId: string) => {
    close();
    void navigate({ to: '/clients/$clientId', params: { clientId } });
  };
  return <FindClient onFound={open} onClose={close} />;
}
