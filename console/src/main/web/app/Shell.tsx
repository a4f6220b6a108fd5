import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useMay, useSession } from '../api/session';
import type { Role } from '../api/types';
import { speak, type Language } from '../i18n';
import type { Words } from '../i18n/en';
import { KeptTexts } from '../documents/kept';
import mark from '../mark.svg';
import { Icon, type IconName } from './icons';
import { Login } from './Login';
import { Loading } from './parts';

const pages: { to: string; name: keyof Words['nav']; icon: IconName; roles: Role[] }[] = [
    { to: '/', name: 'home', icon: 'home', roles: ['marketer', 'support', 'ops', 'shop'] },
    { to: '/journeys', name: 'journeys', icon: 'journeys', roles: ['marketer', 'ops'] },
    { to: '/campaigns', name: 'campaigns', icon: 'message', roles: ['marketer', 'ops'] },
    { to: '/segments', name: 'segments', icon: 'segments', roles: ['marketer', 'ops'] },
    { to: '/templates', name: 'templates', icon: 'note', roles: ['marketer', 'ops'] },
    { to: '/offers', name: 'offers', icon: 'gift', roles: ['marketer', 'ops'] },
    { to: '/reports', name: 'reports', icon: 'reports', roles: ['marketer', 'ops'] },
    { to: '/customers', name: 'customers', icon: 'customers', roles: ['support', 'marketer', 'ops'] },
    { to: '/tasks', name: 'tasks', icon: 'tasks', roles: ['support'] },
    { to: '/settings', name: 'settings', icon: 'settings', roles: ['marketer', 'ops'] },
    { to: '/ops', name: 'ops', icon: 'ops', roles: ['ops', 'support', 'marketer'] },
    { to: '/audit', name: 'audit', icon: 'audit', roles: ['ops'] },
];

function Brand() {
    const { t } = useTranslation();
    return (
        <Link className="brand" to="/">
            <img src={mark} alt="" />
            {t('brand')}
        </Link>
    );
}

export function Wishes() {
    const { t, i18n } = useTranslation();
    const { setColorScheme } = useMantineColorScheme();
    const dark = useComputedColorScheme('light') === 'dark';
    const other: Language = i18n.language === 'ru' ? 'en' : 'ru';
    return (
        <div className="row">
            <button type="button" className="nav small" lang={other} style={{ border: 0, background: 'none', cursor: 'pointer', font: 'inherit', padding: '5px 8px' }} onClick={() => void speak(other)}>
                {t('language.other')}
            </button>
            <ActionIcon variant="subtle" color="gray" c="inherit" aria-label={dark ? t('theme.toLight') : t('theme.toDark')} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
                <Icon name={dark ? 'sun' : 'moon'} size={18} />
            </ActionIcon>
        </div>
    );
}

export function Shell() {
    const { t } = useTranslation();
    const { me, logout } = useSession();
    const may = useMay();
    const [open, setOpen] = useState(false);
    const place = useLocation();
    useEffect(() => setOpen(false), [place]);
    if (!me) {
        return <Login />;
    }
    function leave() {
        const texts = me ? new KeptTexts(me.name).ids() : [];
        if (texts.length === 0 || window.confirm(t('logoutDrops', { names: texts.join(', ') }))) {
            logout();
        }
    }
    return (
        <div className="frame">
            <a className="skip" href="#content">
                {t('skip')}
            </a>
            <div className="topbar">
                <Brand />
                <ActionIcon variant="subtle" color="gray" c="inherit" size="lg" aria-expanded={open} aria-controls="side" aria-label={open ? t('menu.close') : t('menu.open')} onClick={() => setOpen(!open)}>
                    <Icon name={open ? 'close' : 'menu'} />
                </ActionIcon>
            </div>
            <aside className={open ? 'side open' : 'side'} id="side">
                <Brand />
                <nav aria-label={t('menu.main')}>
                    <ul>
                        {pages
                            .filter((page) => may(...page.roles))
                            .map((page) => (
                                <li key={page.to}>
                                    <NavLink className="nav" to={page.to} end={page.to === '/'}>
                                        <Icon name={page.icon} />
                                        {t(`nav.${page.name}`)}
                                    </NavLink>
                                </li>
                            ))}
                    </ul>
                </nav>
                <div className="foot">
                    <div className="row">
                        <Wishes />
                    </div>
                    <div className="row" style={{ flexWrap: 'nowrap', justifyContent: 'space-between' }}>
                        <div className="small" style={{ minWidth: 0 }}>
                            <b>{me.name}</b>
                            <div className="quiet">{me.roles.map((role) => t(`role.${role}`)).join(', ')}</div>
                        </div>
                        <ActionIcon variant="subtle" color="gray" c="inherit" aria-label={t('logout')} title={t('logout')} onClick={leave}>
                            <Icon name="logout" size={18} />
                        </ActionIcon>
                    </div>
                </div>
            </aside>
            <main className="main" id="content" tabIndex={-1}>
                <div className="page">
                    <Suspense fallback={<Loading />}>
                        <Outlet />
                    </Suspense>
                </div>
            </main>
        </div>
    );
}
