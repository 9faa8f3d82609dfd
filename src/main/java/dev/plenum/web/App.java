package dev.plenum.web;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The web applications of an event.
 */
enum App {

	APP("#1f5f8b", "standalone"), CONSOLE("#3d4f2f", "standalone"), BOOTH("#7a4a12", "standalone"),
	DOOR("#5b3f86", "standalone"), SCREEN("#101820", "fullscreen");

	private final String color;

	private final String display;

	App(String color, String display) {
		this.color = color;
		this.display = display;
	}

	static Optional<App> named(String name) {
		return Stream.of(values()).filter((app) -> app.path().equals(name)).findFirst();
	}

	/**
	 * The name of the application in addresses, and of its folder.
	 */
	String path() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether visitors without a token use the application.
	 */
	boolean isForEverybody() {
		return this == APP;
	}

	/**
	 * The colour of the frame that a phone draws around the application.
	 */
	String color() {
		return this.color;
	}

	/**
	 * How an installed application is displayed, in the words of web app manifests.
	 */
	String display() {
		return this.display;
	}

}
