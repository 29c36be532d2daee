import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

const catalogues = {
  ru: () => import('./locales/ru.json'),
  en: () => import('./locales/en.json'),
} as const;

type Language = keyof typeof catalogues;

const isLanguage = (text: string): text is Language => Object.hasOwn(catalogues, text);

/** Only the catalogue of the chosen language is loaded. */
const loader: BackendModule = {
  type: 'backend',
  init: () => undefined,
  // i18next looks at the number of parameters to know that this one returns a promise.
  read: async (language, _namespace) => (isLanguage(language) ? (await catalogues[language]()).default : {}),
};

/** Starts with the language that `boot.js` has chosen, and keeps later choices. */
export async function startLanguage(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem('crm.language', language);
  });
  await i18next
    .use(loader)
    .use(initReactI18next)
    .init({
      lng: document.documentElement.lang,
      fallbackLng: false,
      supportedLngs: Object.keys(catalogues),
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}
