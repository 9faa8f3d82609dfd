package dev.plenum.push.delivery;

import dev.plenum.push.content.Message;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sends messages to devices.
 */
@Component
public final class Delivery {

	private final WebPush webPush;

	private final Reports reports;

	Delivery(WebPush webPush, Reports reports) {
		this.webPush = webPush;
		this.reports = reports;
	}

	/**
	 * Sends a message to one device, once. If the push service finds the message too
	 * long, a shorter one follows.
	 * @param address where the device is reached
	 * @param message the message
	 * @return what became of it, within about half a minute; never an error
	 */
	public Mono<Delivered> send(Address address, Message message) {
		return switch (address) {
			case WebPushAddress subscription ->
				this.reports.counted(Service.WEB, this.webPush.send(subscription, message));
			case ApnsAddress _, FcmAddress _ -> Mono.just(new Delivered.Refused());
		};
	}

}
