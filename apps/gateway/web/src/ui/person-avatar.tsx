import { Avatar } from '@mantine/core';

/** Colours whose letters can be read on their own pale background, in both themes. */
const readable = ['pine', 'blue', 'indigo', 'violet', 'grape', 'pink'];

/** Initials of a person; the name itself stands beside them. */
export function PersonAvatar({ name }: { readonly name: string }) {
  return <Avatar name={name} color="initials" allowedInitialsColors={readable} size={38} radius="xl" aria-hidden />;
}
