import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';
import { usePhone } from '../../lib/use-phone.ts';

/** Where short messages appear: out of the way of the thumb on a phone, of the eyes on a desk. */
export default function Toasts() {
  const phone = usePhone();
  return <Notifications position={phone ? 'top-center' : 'bottom-right'} limit={4} zIndex={600} />;
}
