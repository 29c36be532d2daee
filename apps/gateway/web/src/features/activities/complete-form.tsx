import { Completion, type ActivityListItem } from '@crm/contracts';
import { Box, Collapse, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { completeActivity } from '../../api/activities.ts';
import { useClassifier } from '../../api/classifiers.ts';
import { isRecord } from '../../lib/drop-blank.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ChipsField } from '../../ui/form/chips-field.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { NoteField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { HappenedField } from './happened-field.tsx';
import { PlanFields } from './plan-fields.tsx';
import { toPlan } from './plan-values.ts';
import { usePlanContext } from './use-plan-context.ts';
import classes from './complete-form.module.css';

const NOTHING = 'none';

interface CompleteFormProps {
  readonly activity: ActivityListItem;
  readonly onClose: () => void;
}

/** How it ended and what comes next, in one form and one call: no talk ends without an agreed next step. */
export function CompleteForm({ activity, onClose }: CompleteFormProps) {
  const { t } = useTranslation();
  const context = usePlanContext();
  const results = useClassifier('result');
  const toCompletion = ({ next, ...outcome }: FormValues) =>
    isRecord(next) && next['kindId'] !== NOTHING ? { ...outcome, next: toPlan(next, context) } : outcome;
  const submit = async (completion: Completion) => {
    const { next } = await completeActivity(activity.id, completion);
    toast.done(next === null ? t('activity.completed') : t('activity.completedAndPlanned'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('activity.completeTitle')} onClose={onClose}>
      <Text fw={500}>{activity.subject}</Text>
      <Box mt="md">
        <ContractForm
          schema={Completion}
          initial={{ resultId: null, resultComment: '', next: { kindId: NOTHING, ...context.initial } }}
          toContract={toCompletion}
          submitLabel={t('activity.completeSubmit')}
          onSubmit={submit}
          onCancel={onClose}
        >
          <ChipsField name="resultId" label={t('activity.result')} choices={results.choices} />
          <NoteField
            name="resultComment"
            label={t('activity.comment')}
            placeholder={t('activity.commentHint')}
            autoFocus
          />
          <HappenedField name="completedAt" plannedAt={activity.plannedAt} />
          <NextStep />
        </ContractForm>
      </Box>
    </Sheet>
  );
}

function NextStep() {
  const { t } = useTranslation();
  const { kinds } = usePlanContext();
  const chosen: unknown = useWatch({ name: 'next.kindId' });
  return (
    <div className={classes.next}>
      <ChipsField
        name="next.kindId"
        label={t('activity.nextStep')}
        choices={[{ value: NOTHING, label: t('activity.noNextStep') }, ...kinds]}
      />
      <Collapse expanded={chosen !== NOTHING} keepMounted={false}>
        <div className={classes.fields}>
          <PlanFields prefix="next." />
        </div>
      </Collapse>
    </div>
  );
}
