namespace MyoclonusSignal.Reporting.Report;

/// <summary>A work that the methods rest on.</summary>
/// <param name="Short">How the text names it.</param>
/// <param name="Full">How a list of references names it.</param>
/// <param name="Doi">Its digital object identifier.</param>
internal sealed record Citation(string Short, string Full, string Doi)
{
    public static Citation StaudeWolf { get; } = new("Staude and Wolf 1999", "Staude G, Wolf W. Objective motor response onset detection in surface myoelectric signals. Medical Engineering & Physics 1999; 21: 449–467", "10.1016/S1350-4533(99)00067-3");

    public static Citation Garwood { get; } = new("Garwood 1936", "Garwood F. Fiducial limits for the Poisson distribution. Biometrika 1936; 28: 437–442", "10.1093/biomet/28.3-4.437");

    public static Citation Welch { get; } = new("Welch 1967", "Welch PD. The use of fast Fourier transform for the estimation of power spectra. IEEE Transactions on Audio and Electroacoustics 1967; 15: 70–73", "10.1109/TAU.1967.1161901");

    public static Citation Thomson { get; } = new("Thomson 1982", "Thomson DJ. Spectrum estimation and harmonic analysis. Proceedings of the IEEE 1982; 70: 1055–1096", "10.1109/PROC.1982.12433");

    public static Citation DiBiase { get; } = new("di Biase et al. 2017", "di Biase L, Brittain JS, Shah SA, et al. Tremor stability index: a new tool for differential diagnosis in tremor syndromes. Brain 2017; 140: 1977–1986", "10.1093/brain/awx104");

    public static Citation Shinomoto { get; } = new("Shinomoto et al. 2009", "Shinomoto S, Kim H, Shimokawa T, et al. Relating neuronal firing patterns to functional differentiation of cerebral cortex. PLoS Computational Biology 2009; 5: e1000433", "10.1371/journal.pcbi.1000433");
}
