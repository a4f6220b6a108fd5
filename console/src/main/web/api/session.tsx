import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { forget } from '../customers/recent';
import { KeptTexts } from '../documents/kept';
import { ask, Problem, storedKey } from './engine';
import type { Me, Role } from './types';

interface Session {
    me: Me | null;
    /** Until the engine has said whose key it is. */
    asking: boolean;
    trouble: Problem | null;
    login(key: string): Promise<void>;
    logout(): void;
    retry(): void;
}

const Context = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
    const [me, setMe] = useState<Me | null>(null);
    const [trouble, setTrouble] = useState<Problem | null>(null);
    const [asking, setAsking] = useState(storedKey.get() !== null);
    const [tries, setTries] = useState(0);
    const queries = useQueryClient();

    useEffect(() => {
        const key = storedKey.get();
        if (!key) {
            return;
        }
        let current = true;
        setAsking(true);
        ask<Me>('/api/me', { key })
            .then(({ body }) => current && (setMe(body), setTrouble(null)))
            .catch((error: Problem) => {
                if (current) {
                    if (error.status === 401) {
                        storedKey.clear();
                    }
                    setTrouble(error);
                }
            })
            .finally(() => current && setAsking(false));
        return () => {
            current = false;
        };
    }, [tries]);

    const session = useMemo<Session>(
        () => ({
            me,
            asking,
            trouble,
            async login(key) {
                const { body } = await ask<Me>('/api/me', { key });
                storedKey.set(key);
                queries.clear();
                setTrouble(null);
                setMe(body);
            },
            logout() {
                storedKey.clear();
                forget();
                if (me) {
                    new KeptTexts(me.name).dropAll();
                }
                queries.clear();
                setTrouble(null);
                setMe(null);
            },
            retry: () => setTries((before) => before + 1),
        }),
        [me, asking, trouble, queries],
    );
    return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
    const session = useContext(Context);
    if (!session) {
        throw new Error('no session around');
    }
    return session;
}

/** Tells whether the key has one of these roles. */
export function useMay(): (...roles: Role[]) => boolean {
    const { me } = useSession();
    return (...roles) => roles.some((role) => me?.roles.includes(role) ?? false);
}
