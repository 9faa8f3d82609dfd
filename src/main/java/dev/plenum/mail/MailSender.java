package dev.plenum.mail;

import java.net.IDN;
import java.time.Duration;
import java.util.Objects;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Sends messages by SMTP, which blocks, on threads of its own.
 */
@Component
class MailSender implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(MailSender.class);

	private static final int THREADS = 4;

	private static final int LONGEST_QUEUE = 100;

	/** Longer than the time-outs of the connection together. */
	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final ObjectProvider<JavaMailSender> smtp;

	private final MailSettings settings;

	private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, LONGEST_QUEUE, "mail");

	MailSender(ObjectProvider<JavaMailSender> smtp, MailSettings settings) {
		this.smtp = smtp;
		this.settings = settings;
		if (smtp.getIfAvailable() != null && !isConfigured()) {
			log.warn("No e-mail is sent: set plenum.mail.from and plenum.mail.app-url");
		}
	}

	/**
	 * Whether messages can be sent.
	 */
	boolean isConfigured() {
		return this.smtp.getIfAvailable() != null && this.settings.from() != null && this.settings.appUrl() != null;
	}

	/**
	 * Sends a message.
	 * @return completes when the SMTP server has accepted it
	 */
	Mono<Void> send(String address, MailText text) {
		return Mono.<Void>fromRunnable(() -> {
			JavaMailSender sender = this.smtp.getObject();
			sender.send(message(sender.createMimeMessage(), address, text));
		}).subscribeOn(this.threads).timeout(PATIENCE);
	}

	private MimeMessage message(MimeMessage message, String address, MailText text) {
		try {
			MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
			helper.setFrom(Objects.requireNonNull(this.settings.from()));
			helper.setTo(ascii(address));
			helper.setSubject(text.subject());
			helper.setText(text.plain(), text.html());
			message.setHeader("Auto-Submitted", "auto-generated");
			return message;
		}
		catch (MessagingException ex) {
			throw new IllegalArgumentException("The message cannot be made", ex);
		}
	}

	/** Returns an address whose domain every SMTP server accepts. */
	private static String ascii(String address) {
		int at = address.lastIndexOf('@');
		return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
	}

	@Override
	public void destroy() {
		this.threads.dispose();
	}

}
