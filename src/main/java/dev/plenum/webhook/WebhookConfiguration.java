package dev.plenum.webhook;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package, its indexes, and the jobs that send messages.
 */
@Configuration(proxyBeanMethods = false)
@Import({ WebhookController.class, WebhookDesk.class, WebhookNews.class, WebhookSender.class, WebhookTransport.class,
		Webhooks.class })
@EnableConfigurationProperties(WebhookSettings.class)
public class WebhookConfiguration {

	/** To how many webhooks one server sends at the same time. */
	private static final int AT_A_TIME = 8;

	@Bean
	StartUpStep webhookIndexes(Webhooks webhooks) {
		return new StartUpStep(Phase.GROUNDWORK, webhooks::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable webhooksAreServed(WebhookSender sender, WebhookSettings settings) {
		return Disposables.composite(Repeatedly.every(settings.lookEvery(), sender::wakeChanged),
				Repeatedly.every(settings.lookEvery(), AT_A_TIME, sender::sendDue));
	}

}
