/** The time of day in a timezone, such as 09:30. */
export function time(now, timezone) {
	return new Intl.DateTimeFormat('sv', { hour: '2-digit', minute: '2-digit', timeZone: timezone }).format(now);
}

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
