const PARTS = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNITS = ['week', 'day', 'hour', 'minute', 'second'] as const;

/** A duration of a document in words of the language (`P1DT12H`: 1 day 12 hr); whatever is none stays as it is. */
export function durationInWords(text: string, language: string): string {
    const found = PARTS.exec(text);
    const numbers = found?.slice(2).map((part) => (part === undefined ? undefined : Number(part))) ?? [];
    const words = UNITS.flatMap((unit, i) => {
        const number = numbers[i];
        return number === undefined ? [] : [new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(number)];
    });
    return words.length === 0 ? text : `${found?.[1] ?? ''}${words.join(' ')}`;
}

/** The durations within a line of the drawing, in words. */
export const inWords = (line: string, language: string): string => line.replace(/(?<![A-Za-z0-9_"'.])-?P(?:\d+[WD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?(?![A-Za-z0-9_])/g, (one) => durationInWords(one, language));
