package dev.plenum.push.delivery;

import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts that send messages to devices. The key of the server is read before the first
 * request.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Addresses.class, Apns.class, Circuits.class, Contact.class, DeclarativeMessage.class, Delivery.class,
		Fcm.class, PushClient.class, PushKey.class, PushKeyController.class, PushKeys.class, PushServices.class,
		Reports.class, VapidTokens.class, WebPush.class })
@EnableConfigurationProperties(PushSettings.class)
public class DeliveryConfiguration {

	@Bean
	StartUpStep pushKeyIsRead(PushKey key) {
		return new StartUpStep(Phase.GROUNDWORK, key::load);
	}

}
