import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { at } from '../api/engine';
import { useSession } from '../api/session';
import { Head } from '../app/parts';
import { recent } from './recent';

export default function Customers() {
    const { t } = useTranslation();
    const { me } = useSession();
    const navigate = useNavigate();
    const [shop, setShop] = useState(me?.shops[0] ?? 'main');
    const [id, setId] = useState('');
    const opened = recent();

    function open(event: FormEvent) {
        event.preventDefault();
        void navigate(at`/customers/${shop.trim()}/${id.trim()}`);
    }

    return (
        <>
            <Head title={t('customers.title')} lead={t('customers.lead')} />
            <form className="card pad row" style={{ alignItems: 'flex-end', gap: 12 }} onSubmit={open}>
                <TextInput label={t('shop')} value={shop} onChange={(event) => setShop(event.currentTarget.value)} style={{ flex: '0 1 140px' }} />
                <TextInput label={t('customers.id')} value={id} onChange={(event) => setId(event.currentTarget.value)} style={{ flex: '1 1 220px' }} autoFocus />
                <Button type="submit" disabled={shop.trim() === '' || id.trim() === ''}>
                    {t('customers.open')}
                </Button>
            </form>
            {opened.length > 0 && (
                <section className="card pad stack" aria-labelledby="opened">
                    <h2 id="opened">{t('customers.recent')}</h2>
                    <ul className="row">
                        {opened.map((one) => (
                            <li key={`${one.shop}/${one.id}`}>
                                <Link className="pill plain accent" style={{ textDecoration: 'none' }} to={at`/customers/${one.shop}/${one.id}`}>
                                    {`${one.shop} / ${one.id}`}
                                </Link>
                            </li>
                        ))}
                    </ul>
                </section>
            )}
        </>
    );
}
