package dev.plenum.scanner;

import java.io.File;

import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles {@link Scanner} with ZXing to the module {@code qr.js}. It is a program of its
 * own: its class path is these classes, {@code org.teavm:teavm-tooling:0.12.3} and
 * {@code org.teavm:teavm-classlib:0.12.3} with what they need, and then
 * {@code com.google.zxing:core}. The classes here that have names of ZXing replace its
 * own, so they come first. The argument is the folder of the module,
 * {@code src/main/resources/web/shared/scan}.
 */
public final class CompileScanner {

	private CompileScanner() {
	}

	public static void main(String[] args) throws Exception {
		TeaVMTool tool = new TeaVMTool();
		tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
		tool.setJsModuleType(JSModuleType.ES2015);
		tool.setMainClass(Scanner.class.getName());
		tool.setTargetDirectory(new File(args[0]));
		tool.setTargetFileName("qr.js");
		tool.setObfuscated(true);
		tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
		tool.generate();
		tool.getProblemProvider().getSevereProblems().forEach((problem) -> {
			throw new IllegalStateException(problem.getText());
		});
	}

}
