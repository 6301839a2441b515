/** Trains the classifier and keeps it in the cache; started by the bot as a process of its own, so that its memory is given back. */
import { loadModel } from '../intents/load.ts';

const [examplesFolder = '', cacheFolder = ''] = process.argv.slice(2);
loadModel(examplesFolder, cacheFolder);
