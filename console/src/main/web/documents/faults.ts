import type { Fault } from '../api/types';

/** The step that a fault's path is in (`steps.remind.channels[0].via`), or null where it is about the journey as a whole. */
export function stepAt(path: string, steps: readonly string[]): string | null {
    if (!path.startsWith('steps.')) {
        return null;
    }
    const rest = path.slice('steps.'.length);
    const fits = steps.filter((id) => rest === id || rest.startsWith(`${id}.`) || rest.startsWith(`${id}[`));
    return fits.sort((a, b) => b.length - a.length)[0] ?? null; // ids may have dots: the longest that fits
}

/** How many faults each step has; under '' those of the journey as a whole. */
export function byStep(faults: readonly Fault[], steps: readonly string[]): Map<string, number> {
    const counts = new Map<string, number>();
    for (const fault of faults) {
        const step = stepAt(fault.path, steps) ?? '';
        counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    return counts;
}

/** The parts of a path: `steps.remind.channels[0].via` is steps, remind, channels, 0, via. Ids with dots are found among the steps. */
export function parts(path: string, steps: readonly string[]): (string | number)[] {
    const step = stepAt(path, steps);
    const head: (string | number)[] = step === null ? [] : ['steps', step];
    const rest = step === null ? path : path.slice(`steps.${step}`.length);
    const tail = rest.split(/[.[\]]/).filter((part) => part !== '');
    return [...head, ...tail.map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part))];
}
