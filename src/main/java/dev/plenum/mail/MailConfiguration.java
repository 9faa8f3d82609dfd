package dev.plenum.mail;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import reactor.core.Disposable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of e-mail, and the job that sends it.
 */
@Configuration(proxyBeanMethods = false)
@Import({ MailController.class, MailDepartures.class, MailDesk.class, MailDispatcher.class, MailSender.class,
		Mails.class, PersonalMails.class })
@EnableConfigurationProperties(MailSettings.class)
public class MailConfiguration {

	@Bean
	StartUpStep mailIndexes(Mails mails) {
		return new StartUpStep(Phase.GROUNDWORK, mails::ensureIndexes);
	}

	@Bean(destroyMethod = "dispose")
	Disposable mailsAreSent(MailDispatcher dispatcher, MailSettings settings) {
		return Repeatedly.every(settings.lookEvery(), dispatcher::sendDue);
	}

}
