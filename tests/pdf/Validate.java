// Validates PDFs against profiles of veraPDF: `java -cp … Validate.java PROFILES FILE…` prints a line a file and profile, "sound" or "broken" with the rules that failed.

import java.io.File;
import java.util.TreeSet;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < args.length; at++) {
            for (String profile : args[0].split(",")) {
                System.out.println(verdict(new File(args[at]), profile) + " [" + profile + "] " + args[at]);
            }
        }
    }

    private static String verdict(File file, String profile) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                return "sound";
            }
            TreeSet<String> rules = new TreeSet<>();
            for (TestAssertion failed : result.getTestAssertions()) {
                rules.add(failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber());
            }
            return "broken " + String.join(" ", rules);
        } catch (Exception error) {
            return "broken unreadable (" + error.getMessage() + ")";
        }
    }
}
