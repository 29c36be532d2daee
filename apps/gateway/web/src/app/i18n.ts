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
  read: (language, _namespace, done) => {
    const catalogue = isLanguage(language) ? catalogues[language]() : Promise.reject(new Error(`No ${language} texts`));
    catalogue.then(
      (texts) => done(null, texts.default),
      (failure: unknown) => done(failure instanceof Error ? failure : new Error(String(failure)), null),
    );
  },
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
