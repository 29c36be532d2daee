import { SegmentedControl, useMantineColorScheme, VisuallyHidden, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const schemes = [
  { value: 'light', Sign: IconSun },
  { value: 'dark', Sign: IconMoon },
  { value: 'auto', Sign: IconDeviceDesktop },
] as const;

const isScheme = (text: string): text is MantineColorScheme => schemes.some(({ value }) => value === text);

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t('theme.title')}
      value={colorScheme}
      onChange={(chosen) => isScheme(chosen) && setColorScheme(chosen)}
      data={schemes.map(({ value, Sign }) => ({
        value,
        label: (
          <>
            <Sign size={16} style={{ display: 'block', marginBlock: 3 }} aria-hidden />
            <VisuallyHidden>{t(`theme.${value}`)}</VisuallyHidden>
          </>
        ),
      }))}
    />
  );
}

const languages = [
  { value: 'ru', label: 'Рус' },
  { value: 'en', label: 'Eng' },
];

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('language.title')}
      value={i18n.language}
      onChange={(language) => void i18n.changeLanguage(language)}
      data={languages}
    />
  );
}
