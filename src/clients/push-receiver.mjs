// Receives messages with the npm package web-push-testing, which decrypts them and verifies the sender's token: prints
// its subscription, and then each message.
// node push-receiver.mjs PORT PUBLIC_KEY
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const WebPushTestingServer = require('web-push-testing/src/server.js');
const { PushApiModel } = require('web-push-testing/src/PushApiModel.js');

const [port, publicKey] = process.argv.slice(2);
const model = new PushApiModel();
const receive = model.handleNotification.bind(model);
model.handleNotification = async (client, headers, body) => {
	await receive(client, headers, body);
	console.log(model.getNotifications({ clientHash: client }).messages.at(-1));
};
const server = new WebPushTestingServer(model, Number(port));
server.startServer();
server._server.once('listening', async () =>
	console.log(JSON.stringify(await model.subscribe({ userVisibleOnly: 'true', applicationServerKey: publicKey }))));
