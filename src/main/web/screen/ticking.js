/** Draws a component again and again, since what it displays depends on the time. */
export class Ticking {

	#host;

	#every;

	#timer;

	constructor(host, every) {
		this.#host = host;
		this.#every = every;
		host.addController(this);
	}

	hostConnected() {
		this.#timer = setInterval(() => this.#host.requestUpdate(), this.#every);
	}

	hostDisconnected() {
		clearInterval(this.#timer);
	}

}
