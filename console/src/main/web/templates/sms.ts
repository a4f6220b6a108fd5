// Counts the parts of an SMS as the engine does (3GPP TS 23.038 and 23.040).
const GSM = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const EXTENSION = new Set('\f^{}\\[~]|€');

export interface SmsParts {
    parts: number;
    /** In the SMS alphabet 160 characters fit into one part, else 70. */
    gsm: boolean;
    units: number;
}

export function smsParts(text: string): SmsParts {
    const gsm = [...text].every((one) => GSM.has(one) || EXTENSION.has(one));
    const costs = [...text].map((one) => (gsm ? (EXTENSION.has(one) ? 2 : 1) : one.length)); // a character is never split between two parts
    const [alone, each] = gsm ? [160, 153] : [70, 67];
    const units = costs.reduce((sum, one) => sum + one, 0);
    let parts = 1;
    let inPart = 0;
    for (const cost of costs) {
        inPart += cost;
        if (inPart > each) {
            parts++;
            inPart = cost;
        }
    }
    return { parts: units <= alone ? 1 : parts, gsm, units };
}

/** The page as readers in a dark or a light theme see it, whatever theme this browser has. */
export const inTheme = (html: string, dark: boolean): string =>
    html.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, theme: string) => ((theme === 'dark') === dark ? '(min-width: 0)' : '(max-width: 0)'));
