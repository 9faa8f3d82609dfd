package dev.plenum.push.delivery;

import java.util.function.Supplier;

import dev.plenum.push.content.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sends messages to devices.
 */
@Component
public final class Delivery {

	private static final Logger log = LoggerFactory.getLogger(Delivery.class);

	private final WebPush webPush;

	private final Apns apns;

	private final Fcm fcm;

	private final Reports reports;

	Delivery(WebPush webPush, Apns apns, Fcm fcm, Reports reports) {
		this.webPush = webPush;
		this.apns = apns;
		this.fcm = fcm;
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
			case WebPushAddress browser -> sent(Service.WEB, () -> this.webPush.send(browser, message));
			case ApnsAddress app -> sent(Service.APNS, () -> this.apns.send(app, message));
			case FcmAddress app -> sent(Service.FCM, () -> this.fcm.send(app, message));
		};
	}

	private Mono<Delivered> sent(Service service, Supplier<Mono<Delivered>> sending) {
		return this.reports.counted(service, Mono.defer(sending).onErrorResume((ex) -> {
			log.error("A message cannot be sent", ex);
			return Mono.just(new Delivered.Refused());
		}));
	}

}
