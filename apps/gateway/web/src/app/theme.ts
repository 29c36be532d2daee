import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#ecf8f5',
  '#d5eee8',
  '#aaddd1',
  '#78cab8',
  '#4db7a1',
  '#2da38b',
  '#168a75',
  '#0f6f61',
  '#0d5b50',
  '#0a4a41',
];

/** Darker than usual, so that white on it and it on white can be read. */
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#fbdedc',
  '#f6bab6',
  '#ff9d96',
  '#f0776f',
  '#e0574e',
  '#cf3f37',
  '#c4322b',
  '#a92720',
  '#8a1d18',
];

const orange: MantineColorsTuple = [
  '#fff5ea',
  '#ffe9d2',
  '#ffd3a6',
  '#ffba76',
  '#ffa35c',
  '#f58a36',
  '#dd6f1c',
  '#c2570c',
  '#a34708',
  '#8a3b06',
];

/** Neutral greys with a breath of green, so that pages and panels belong to the colour of the product. */
const stone: MantineColorsTuple = [
  '#d3d8d6',
  '#b8bfbc',
  '#98a19d',
  '#76807c',
  '#4f5955',
  '#3a4340',
  '#29302e',
  '#1a201e',
  '#121715',
  '#0d1110',
];

const FONT = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, red, orange, dark: stone },
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.78rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  components: {
    Button: { defaultProps: { radius: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', position: 'bottom-end' } },
    Select: { defaultProps: { checkIconPosition: 'right' } },
  },
});

/** Text of the primary colour must stay readable on both backgrounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f5f6f4',
    '--mantine-color-dimmed': '#5b6763',
    '--mantine-color-anchor': '#0f6b5f',
    '--mantine-color-error': '#c62f2f',
    '--mantine-color-placeholder': '#76807c',
  },
  dark: {
    '--mantine-color-body': '#101413',
    '--mantine-color-dimmed': '#9aa6a1',
    '--mantine-color-anchor': '#6fd0bc',
    '--mantine-color-error': '#ff8b84',
    '--mantine-color-pine-light': '#17352f',
    '--mantine-color-pine-light-hover': '#1d423a',
    '--mantine-color-pine-light-color': '#86dcc9',
    '--mantine-color-pine-outline': '#6fd0bc',
    '--mantine-color-pine-text': '#6fd0bc',
  },
});
