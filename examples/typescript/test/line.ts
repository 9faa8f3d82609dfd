import { createServer, connect, type Server, type Socket } from 'node:net';

/** A line between a phone and the server that can break. */
export class Line {

	private readonly sockets = new Set<Socket>();

	private server: Server | undefined;

	private port = 0;

	constructor(private readonly host: string, private readonly target: number) {
	}

	/** Connects, on the same port after each break. */
	async open(): Promise<number> {
		this.server = createServer((phone) => {
			const server = connect(this.target, this.host);
			for (const [from, to] of [[phone, server], [server, phone]] as const) {
				this.sockets.add(from);
				from.on('error', () => to.destroy());
				from.on('close', () => {
					this.sockets.delete(from);
					to.destroy();
				});
				from.pipe(to);
			}
		});
		const { server, port } = this;
		this.port = await new Promise<number>((resolve) => server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve((address !== null && typeof address === 'object') ? address.port : 0);
		}));
		return this.port;
	}

	/** Breaks all connections and accepts no new ones. */
	async break(): Promise<void> {
		const closed = new Promise((resolve) => this.server?.close(resolve));
		this.sockets.forEach((socket) => socket.destroy());
		await closed;
	}

}
