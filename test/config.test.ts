import { describe, expect, it } from 'vitest';
import { readConfig } from '../bot/config.ts';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({}, '/srv/bot')).toEqual({
      channels: { telegram: undefined, whatsapp: undefined, whatsappCloud: undefined },
      port: 8080,
      floodMost: 60,
      host: '127.0.0.1',
      publicUrl: undefined,
      dataFolder: '/srv/bot/data',
      contentFolder: '/srv/bot/content',
      examplesFolder: '/srv/bot/intents/examples',
      quietMs: 2500,
      logLevel: 'info',
    });
  });

  it('takes what is given', () => {
    const given = {
      PORT: '0',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://bantuan.example.id/',
      DATA_DIR: '/var/lib/bot',
      CONTENT_DIR: 'other',
      QUIET_MS: '0',
      LOG_LEVEL: 'warn',
    };
    expect(readConfig(given, '/srv/bot')).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      publicUrl: 'https://bantuan.example.id',
      dataFolder: '/var/lib/bot',
      contentFolder: '/srv/bot/other',
      quietMs: 0,
      logLevel: 'warn',
    });
  });

  it('counts an empty variable as none, and leaves those of others alone', () => {
    expect(readConfig({ PORT: ' ', HOST: undefined, LANG: 'C' }, '/srv/bot')).toEqual(readConfig({}, '/srv/bot'));
  });

  it('tells everything that is wrong at once, and how to mend it', () => {
    const wrong = { PORT: 'eighty', PUBLIC_URL: 'bantuan.example.id', QUIET_MS: '-1', LOG_LEVEL: 'loud' };
    const read = () => readConfig(wrong, '/srv/bot');
    expect(read).toThrow(/PORT=eighty: give a whole number/);
    expect(read).toThrow(/PUBLIC_URL=bantuan\.example\.id: give the address/);
    expect(read).toThrow(/QUIET_MS=-1: give milliseconds/);
    expect(read).toThrow(/LOG_LEVEL=loud: choose debug/);
    expect(read).toThrow(/\.env\.example/);
  });

  it('takes no path in the public address, because the chat stands at the root', () => {
    expect(() => readConfig({ PUBLIC_URL: 'https://bantuan.example.id/chat' }, '/srv/bot')).toThrow(/without a path/);
  });

  it.each([['65536'], ['-1'], ['80.5'], ['http']])('takes no port %s', (PORT) =>
    expect(() => readConfig({ PORT }, '/srv/bot')).toThrow(/PORT=/),
  );
});
