import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './folded-text.module.css';

/** Long words fold to a few lines, with a button that unfolds them. */
export function FoldedText({ children }: { readonly children: string }) {
  const { t } = useTranslation();
  const [folds, setFolds] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  return (
    <div className={classes.text}>
      <p
        data-folded={!unfolded}
        ref={(paragraph) => {
          if (paragraph !== null && !unfolded) setFolds(paragraph.scrollHeight > paragraph.clientHeight + 1);
        }}
      >
        {children}
      </p>
      {folds && (
        <UnstyledButton className={classes.more} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t('action.fold') : t('action.readMore')}
        </UnstyledButton>
      )}
    </div>
  );
}
