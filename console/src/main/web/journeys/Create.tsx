import { Button, Modal, TextInput } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask, at, Problem } from '../api/engine';
import { Trouble } from '../app/parts';

const small = (id: string) => `# ${id}: which event starts it, and what is sent.
id: ${id}
class: service
entry: {on: order.shipped, key: event.orderId}
exit:
  - {on: order.cancelled, match: event.orderId == key, reason: cancelled}
start: wait
steps:
  wait: {type: delay, for: P1D, next: done}
  # A message, once its template is there; then let "wait" lead to it (next: tell):
  # tell: {type: message, template: order-shipped, within: PT12H, channels: [{via: push, until: opened, for: PT30M}, {via: sms}]}
  done: {type: end}
`;

/** A new draft; the page that opens sends it with the precondition that there was none of the name. */
export default function Create({ close }: { close: () => void }) {
    const { t } = useTranslation();
    const navigate = useNavigate();
    const [id, setId] = useState('');
    const [taken, setTaken] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const valid = useMemo(() => /^[a-z0-9][a-z0-9.-]{0,63}$/.test(id), [id]);

    async function create(event: FormEvent) {
        event.preventDefault();
        try {
            await ask(at`/api/journeys/${id}`);
            setTaken(true);
        } catch (error) {
            if (error instanceof Problem && error.status === 404) {
                close();
                await navigate(at`/journeys/${id}`, { state: { text: small(id) } });
            } else {
                setError(error);
            }
        }
    }

    return (
        <Modal opened onClose={close} title={t('journeys.new')} closeButtonProps={{ 'aria-label': t('close') }}>
            <form className="stack" onSubmit={(event) => void create(event)}>
                <p className="quiet">{t('journeys.newText')}</p>
                <TextInput
                    label={t('journeys.newId')}
                    description={t('journeys.newIdHint')}
                    value={id}
                    onChange={(event) => {
                        setTaken(false);
                        setId(event.currentTarget.value);
                    }}
                    error={taken ? t('journeys.exists') : undefined}
                    data-autofocus
                />
                {error !== null && <Trouble error={error} />}
                <div className="row" style={{ justifyContent: 'flex-end' }}>
                    <Button variant="default" onClick={close}>
                        {t('cancel')}
                    </Button>
                    <Button type="submit" disabled={!valid}>
                        {t('journeys.create')}
                    </Button>
                </div>
            </form>
        </Modal>
    );
}
