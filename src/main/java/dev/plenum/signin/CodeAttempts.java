package dev.plenum.signin;

import java.net.InetSocketAddress;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.platform.traffic.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts sign-ins. Only wrong codes are limited, for each address and for each device on
 * it: all phones of a venue share one address, and a right code is always accepted. No
 * total refuses anybody; an alert watches it.
 */
@Component
class CodeAttempts {

	private final Rates rates;

	private final Counter accepted;

	private final Counter rejected;

	CodeAttempts(Rates rates, MeterRegistry meters) {
		this.rates = rates;
		this.accepted = counter("accepted", meters);
		this.rejected = counter("rejected", meters);
	}

	private static Counter counter(String outcome, MeterRegistry meters) {
		return Counter.builder("plenum.sign.ins")
			.description("Ticket codes that were sent to sign in, by outcome")
			.tag("outcome", outcome)
			.register(meters);
	}

	void accept() {
		this.accepted.increment();
	}

	/**
	 * Counts a code that nobody has.
	 * @param address the address that it came from; null if it is unknown
	 * @param device how the device calls itself; null for no name
	 * @throws Problem if there were too many
	 */
	void reject(@Nullable InetSocketAddress address, @Nullable String device) {
		this.rejected.increment();
		this.rates.take(Traffic.WRONG_CODES, Rates.site(address) + '/' + device, 1);
		this.rates.take(Traffic.WRONG_CODES, address, 1);
	}

}
