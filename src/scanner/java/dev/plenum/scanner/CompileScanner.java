package dev.plenum.scanner;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles {@code Scanner} with ZXing to an ES module, unless the module is newer than
 * the sources and the POM. The build runs this file with TeaVM and ZXing in the class
 * path.
 */
public final class CompileScanner {

	private static final Path SOURCES = Path.of("src", "scanner", "java");

	private static final Path POM = Path.of("pom.xml");

	/** TeaVM 0.12 cannot read class files of Java 25. */
	private static final String RELEASE = "21";

	private CompileScanner() {
	}

	/**
	 * Compiles.
	 * @param args the folder of the class files, and the path of the module
	 * @throws Exception if a source cannot be compiled
	 */
	public static void main(String[] args) throws Exception {
		Path classes = Path.of(args[0]);
		Path module = Path.of(args[1]);
		List<Path> sources = sources();
		if (isOlder(module, sources)) {
			compile(sources, classes);
			try (URLClassLoader replacements = new Replacements(classes)) {
				translate(replacements, module);
			}
		}
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
	}

	private static boolean isOlder(Path module, List<Path> sources) throws IOException {
		if (!Files.exists(module)) {
			return true;
		}
		long written = Files.getLastModifiedTime(module).toMillis();
		for (Path source : Stream.concat(sources.stream(), Stream.of(POM)).toList()) {
			if (Files.getLastModifiedTime(source).toMillis() > written) {
				return true;
			}
		}
		return false;
	}

	private static void compile(List<Path> sources, Path classes) {
		List<String> arguments = new ArrayList<>(List.of("--release", RELEASE, "-proc:none", "-d", classes.toString(),
				"-classpath", System.getProperty("java.class.path")));
		sources.forEach((source) -> arguments.add(source.toString()));
		if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
			throw new IllegalStateException("The scanner does not compile");
		}
	}

	private static void translate(ClassLoader classes, Path module) throws Exception {
		TeaVMTool tool = new TeaVMTool();
		tool.setClassLoader(classes);
		tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
		tool.setJsModuleType(JSModuleType.ES2015);
		tool.setMainClass("dev.plenum.scanner.Scanner");
		tool.setTargetDirectory(module.getParent().toFile());
		tool.setTargetFileName(module.getFileName().toString());
		tool.setObfuscated(true);
		tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
		tool.generate();
		tool.getProblemProvider().getSevereProblems().forEach((problem) -> {
			throw new IllegalStateException(problem.getText());
		});
	}

	/**
	 * Finds the classes here before those in the class path, because some of them replace
	 * classes of ZXing.
	 */
	private static final class Replacements extends URLClassLoader {

		Replacements(Path classes) throws MalformedURLException {
			super(new URL[] { classes.toUri().toURL() });
		}

		@Override
		public URL getResource(String name) {
			URL replacement = findResource(name);
			return (replacement != null) ? replacement : super.getResource(name);
		}

	}

}
