import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, storedKey } from '../api/engine';
import { useSession } from '../api/session';
import mark from '../mark.svg';
import { Loading, Trouble } from './parts';
import { Wishes } from './Shell';

export function Login() {
    const { t } = useTranslation();
    const { login, asking, trouble, retry } = useSession();
    const [key, setKey] = useState('');
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    useEffect(() => {
        document.title = `${t('login.title')} · ${t('brand')}`;
    }, [t]);

    async function enter(event: FormEvent) {
        event.preventDefault();
        setBusy(true);
        try {
            await login(key.trim());
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    const wrong = error instanceof Problem && error.status === 401;
    const away = storedKey.get() !== null && trouble !== null;
    return (
        <main className="login">
            <div className="card stack">
                <div className="row apart">
                    <span className="brand">
                        <img src={mark} alt="" />
                        {t('brand')}
                    </span>
                    <Wishes />
                </div>
                {asking ? (
                    <Loading />
                ) : (
                    <form className="stack" onSubmit={(event) => void enter(event)}>
                        <h1 style={{ marginTop: 6 }}>{t('login.title')}</h1>
                        <p className="quiet">{t('login.lead')}</p>
                        {away && <Trouble error={trouble} retry={retry} />}
                        {!away && error !== null && !wrong && <Trouble error={error} />}
                        <PasswordInput
                            label={t('login.key')}
                            size="md"
                            value={key}
                            onChange={(event) => setKey(event.currentTarget.value)}
                            error={wrong ? t('login.wrong') : undefined}
                            autoComplete="off"
                            spellCheck={false}
                            autoFocus
                            required
                            withAsterisk={false}
                            visibilityToggleButtonProps={{ 'aria-label': t('login.key') }}
                        />
                        <Button type="submit" size="md" loading={busy} disabled={key.trim() === ''}>
                            {t('login.enter')}
                        </Button>
                        <p className="quiet small">{t('login.hint')}</p>
                    </form>
                )}
            </div>
        </main>
    );
}
