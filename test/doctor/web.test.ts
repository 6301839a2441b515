import { describe, expect, it } from 'vitest';
import { health, lines, only, surroundings } from './world.ts';

const around = surroundings();

describe('the web server', () => {
  it('whose port another program uses is told', async () => {
    const port = await around.serving((_request, response) => void response.end('something else'));
    const all = await lines(await around.make(), { PORT: String(port) });
    expect(only(all, 'web server')[0]).toMatch(/^fail.*used by another program/);
  });

  it('that is a bot with another data folder is told', async () => {
    const port = await around.serving((_request, response) => void response.end(JSON.stringify(health)));
    const all = await lines(await around.make(), { PORT: String(port) });
    expect(only(all, 'web server')[0]).toMatch(/^fail.*another data folder/);
  });

  it('that is the bot of this folder is told with its alarms', async () => {
    const folder = await around.make();
    await around.lived(folder);
    await around.hold(folder);
    const port = await around.serving(
      (_request, response) => void response.end(JSON.stringify({ ...health, openCases: 2, alarms: 1 })),
    );
    const all = only(await lines(folder, { PORT: String(port) }), 'web server');
    expect(all[0]).toMatch(/^ok.*2 open cases/);
    expect(all[1]).toMatch(/^warn.*1 alarms/);
  });

  it.each([
    [{ HOST: '0.0.0.0' }, 'PUBLIC_URL is empty'],
    [{ PUBLIC_URL: 'http://bantuan.example.id' }, 'not encrypted'],
    [{ PUBLIC_URL: 'http://localhost:8080' }, 'this machine only'],
  ])('with %j is told about the public address', async (environment, what) => {
    const [line] = only(await lines(await around.make(), environment), 'public address');
    expect(line).toMatch(/^warn/);
    expect(line).toContain(what);
  });
});
