import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';

const KEPT = 'vestnik.language';
export type Language = 'en' | 'ru';

function first(): Language {
    const kept = localStorage.getItem(KEPT);
    if (kept === 'en' || kept === 'ru') {
        return kept;
    }
    return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

let wanted = false;

/** The words of the pages behind the first one, of a language. */
async function loadPages(language: Language) {
    const { pages } = await (language === 'ru' ? import('./pages.ru') : import('./pages.en'));
    i18next.addResourceBundle(language, 'translation', pages, true);
}

/** Loads the words of the pages behind the first one: with the first of them. */
export async function pagesWords() {
    wanted = true;
    await Promise.all([loadPages('en'), i18next.language === 'ru' && loadPages('ru')]);
}

/** English is in the first page; Russian is a file of its own, loaded where it is wanted. */
async function load(language: Language) {
    if (wanted) {
        await loadPages(language);
    }
    if (language === 'ru' && !i18next.hasResourceBundle('ru', 'translation')) {
        const [{ ru }, { reasons }] = await Promise.all([import('./ru'), import('./reasons.ru')]);
        i18next.addResourceBundle('ru', 'translation', ru);
        i18next.addResourceBundle('ru', 'reasons', reasons);
    }
}

export async function speak(language: Language) {
    await load(language);
    await i18next.changeLanguage(language);
    document.documentElement.lang = language;
    localStorage.setItem(KEPT, language);
}

export async function beginToSpeak() {
    await i18next.use(initReactI18next).init({
        lng: 'en',
        fallbackLng: 'en',
        resources: { en: { translation: en } },
        interpolation: { escapeValue: false }, // React writes text as text
    });
    const language = first();
    await load(language);
    await i18next.changeLanguage(language);
    document.documentElement.lang = language;
}
