import { Group, Text } from '@mantine/core';

/** The sign of the product: two moments of a history, and the line of now between them. */
export function Logo({ size = 30, name = true }: { readonly size?: number; readonly name?: boolean }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" width={size} height={size} alt={name ? '' : 'CRM'} />
      {name && (
        <Text span fw={650} fz="lg" lh={1} style={{ whiteSpace: 'nowrap' }}>
          CRM
        </Text>
      )}
    </Group>
  );
}
