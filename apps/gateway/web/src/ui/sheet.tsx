import { Drawer, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { usePhone } from '../lib/use-phone.ts';

interface SheetProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly size?: 'sm' | 'md' | 'lg';
  readonly children: ReactNode;
}

/** A dialog over the page: in the middle of a desk's screen, rising from the bottom of a phone's. */
export function Sheet({ title, onClose, size = 'md', children }: SheetProps) {
  const phone = usePhone();
  const { t } = useTranslation();
  const shared = { opened: true, onClose, title, closeButtonProps: { 'aria-label': t('action.close') } };
  if (!phone) {
    return (
      <Modal {...shared} size={size} radius="lg" yOffset="8dvh">
        {children}
      </Modal>
    );
  }
  return (
    <Drawer
      {...shared}
      position="bottom"
      size="auto"
      styles={{
        content: { borderRadius: '16px 16px 0 0', maxHeight: '94dvh', height: 'auto' },
      }}
    >
      {children}
    </Drawer>
  );
}
