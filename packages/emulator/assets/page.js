import { drawCards } from './cards.js';
import { applyMessages, syncFeed, watchFeed } from './feed.js';
import { handleForms } from './forms.js';
import { refreshAll, watchChanges, watchMoreLinks } from './live.js';

handleForms({ onDone: refreshAll });
watchMoreLinks();
watchFeed();
watchChanges({ onMessages: applyMessages, onReconnect: syncFeed });
await drawCards(document);
