import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../api/engine';
import type { Paged } from '../api/types';
import type { OutcomeWords } from './reasons.ru';

export interface Meaning {
    outcome: string;
    reason?: string | null;
    means: string;
}

const name = (outcome: string) => outcome.toUpperCase().replaceAll('-', '_');

/** An outcome in words; where the language has none, its own name. */
export const inWords = (outcome: string, words: OutcomeWords | undefined): string => words?.is ?? outcome.toLowerCase().replaceAll('_', ' ');

/** What a reason means: in the language's words, else in the engine's. */
export function meaningOf(outcome: string, reason: string | undefined, words: OutcomeWords | undefined, engine: Meaning[]): string | undefined {
    const translated = reason === undefined ? undefined : (words?.because?.[reason] ?? words?.own);
    const all = engine.filter((one) => name(one.outcome) === name(outcome));
    return translated ?? (all.find((one) => (one.reason ?? undefined) === reason) ?? all.find((one) => !one.reason))?.means;
}

/** The words for decisions; those of English are the engine's own. */
export function useReasons() {
    const { i18n } = useTranslation();
    const { data } = useQuery({ queryKey: ['reasons'], queryFn: ({ signal }) => get<Paged<Meaning>>('/api/reasons', signal), staleTime: Infinity });
    const words = (outcome: string) => i18n.getResource(i18n.language, 'reasons', name(outcome)) as OutcomeWords | undefined;
    return {
        outcome: (outcome: string) => inWords(outcome, words(outcome)),
        means: (outcome: string, reason: string | undefined) => meaningOf(outcome, reason, words(outcome), data?.items ?? []),
    };
}
