import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AuditQuestion, exportAudit } from '../../api/audit.ts';
import { asProblem } from '../../api/problem.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

function save(copy: Blob): void {
  const address = URL.createObjectURL(copy);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'audit.csv';
  link.click();
  URL.revokeObjectURL(address);
}

/** A copy of what the filters leave, for a spreadsheet. The audit tells of it. */
export function ExportButton({ question }: { readonly question: AuditQuestion }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const copying = useMutation({
    mutationFn: async () => save(await exportAudit(question)),
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} />}
      loading={copying.isPending}
      onClick={() => copying.mutate()}
    >
      {t('audit.export')}
    </Button>
  );
}
