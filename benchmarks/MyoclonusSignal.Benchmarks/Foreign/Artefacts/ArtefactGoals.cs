namespace MyoclonusSignal.Benchmarks.Foreign.Artefacts;

/// <summary>What is wanted of jerks under hearts, lost packets and stimuli, and what was before.</summary>
internal static class ArtefactGoals
{
    /// <summary>The end of the name of a kind that is measured with the heart removed first.</summary>
    public const string HeartRemoved = ", heart removed first";

    /// <summary>Gets the goals under a heart.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Hearts { get; } = new Dictionary<string, ForeignGoal>
    {
        ["heart -4 dB"] = new("1.000 / 0.966 / 0.983", "F1 0.99"),
        [$"heart -4 dB{HeartRemoved}"] = new("1.000 / 0.988 / 0.994", "never worse than without"),
        ["heart -2 dB"] = new("1.000 / 0.986 / 0.993", "F1 0.99"),
        [$"heart -2 dB{HeartRemoved}"] = new("1.000 / 1.000 / 1.000", "never worse than without"),
        ["heart 0 dB"] = new("0.954 / 0.946 / 0.950", "F1 0.99"),
        [$"heart 0 dB{HeartRemoved}"] = new("0.998 / 0.998 / 0.998", "never worse than without"),
        ["heart 4 dB"] = new("0.935 / 0.928 / 0.932", "F1 0.99"),
        [$"heart 4 dB{HeartRemoved}"] = new("1.000 / 1.000 / 1.000", "never worse than without"),
        ["heart 8 dB"] = new("0.910 / 0.909 / 0.909", "F1 0.99"),
        [$"heart 8 dB{HeartRemoved}"] = new("1.000 / 1.000 / 1.000", "never worse than without"),
        ["heart 20 dB"] = new("0.838 / 0.885 / 0.861", "F1 0.98"),
        [$"heart 20 dB{HeartRemoved}"] = new("1.000 / 1.000 / 1.000", "never worse than without"),
        ["heart -3 dB with ectopic beats"] = new("1.000 / 0.978 / 0.989", "F1 0.97"),
        [$"heart -3 dB with ectopic beats{HeartRemoved}"] = new("1.000 / 0.988 / 0.994", "never worse than without"),
        ["heart 5 dB with ectopic beats"] = new("0.940 / 0.906 / 0.922", "F1 0.97"),
        [$"heart 5 dB with ectopic beats{HeartRemoved}"] = new("0.996 / 0.854 / 0.919", "never worse than without"),
        ["heart 12 dB with ectopic beats"] = new("0.885 / 0.853 / 0.869", "F1 0.92"),
        [$"heart 12 dB with ectopic beats{HeartRemoved}"] = new("0.998 / 0.785 / 0.879", "never worse than without"),
        ["heart 10 dB at 100 a minute"] = new("0.894 / 0.892 / 0.893", "F1 0.98"),
        [$"heart 10 dB at 100 a minute{HeartRemoved}"] = new("1.000 / 0.996 / 0.998", "never worse than without"),
    };

    /// <summary>Gets the goals beside an electrocardiogram.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Leads { get; } = new Dictionary<string, ForeignGoal>
    {
        ["none"] = new("0.998 / 0.998 / 0.998", "no worse"),
        ["one"] = new("0.952 / 0.998 / 0.974", "as without a lead"),
        ["upside down"] = new("0.952 / 0.996 / 0.973", "as without a lead"),
        ["noise of 300 µV on it"] = new("0.919 / 0.995 / 0.956", "as without a lead"),
        ["flat for 20 s"] = new("0.950 / 0.993 / 0.971", "as without a lead"),
        ["two, one off in the first half, one in the second"] = new("0.952 / 0.998 / 0.974", "as without a lead"),
        ["ectopic beats"] = new("0.954 / 0.993 / 0.973", "as without a lead"),
        ["atrial fibrillation, without a lead"] = new("0.927 / 0.259 / 0.405", "F1 0.92"),
        ["atrial fibrillation"] = new("0.992 / 0.994 / 0.993", "as without a lead"),
        ["pauses"] = new("0.958 / 0.996 / 0.977", "as without a lead"),
        ["pacemaker"] = new("0.952 / 0.998 / 0.974", "as without a lead"),
    };

    /// <summary>Gets the goals of lost packets.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Losses { get; } = new Dictionary<string, ForeignGoal>
    {
        ["held, 5–20 ms"] = new("1.000 / 0.998 / 0.999", "no jerk of a loss"),
        ["zeros, 5–20 ms"] = new("1.000 / 0.998 / 0.999", "no jerk of a loss"),
        ["zeros on an offset, 5–20 ms"] = new("1.000 / 0.517 / 0.682", "no jerk of a loss"),
        ["held, 20–100 ms"] = new("1.000 / 1.000 / 1.000", "no jerk of a loss"),
        ["zeros, 20–100 ms"] = new("1.000 / 1.000 / 1.000", "no jerk of a loss"),
        ["zeros on an offset, 20–100 ms"] = new("1.000 / 0.507 / 0.673", "no jerk of a loss"),
        ["held, 100–300 ms"] = new("0.110 / 1.000 / 0.199", "no jerk of a loss"),
        ["zeros, 100–300 ms"] = new("0.094 / 1.000 / 0.171", "no jerk of a loss"),
        ["zeros on an offset, 100–300 ms"] = new("0.998 / 0.916 / 0.955", "no jerk of a loss"),
    };

    /// <summary>Gets the goals of stimuli.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Stimuli { get; } = new Dictionary<string, ForeignGoal>
    {
        ["each second, 1 mV"] = new("0.994 / 0.263 / 0.416", "no artefact counted"),
        ["3 a second, 300 µV"] = new("0.950 / 0.103 / 0.186", "no artefact counted"),
        ["each 5 s ± 1 s, 3 mV"] = new("0.996 / 0.645 / 0.783", "no artefact counted"),
        ["pairs 3 ms apart, each 5 s ± 1 s, 3 mV"] = new("", "no artefact counted"),
        ["pairs 15 ms apart, each 5 s ± 1 s, 3 mV"] = new("", "no artefact counted"),
        ["pairs 100 ms apart, each 5 s ± 1 s, 3 mV"] = new("", "no artefact counted"),
        ["5 pulses at 10 Hz, each 3 s, 1 mV"] = new("", "no artefact counted"),
        ["10 pulses at 3 Hz, each 8 s, 300 µV"] = new("", "no artefact counted"),
        ["each second, 1 mV, recovery of 5 ms"] = new("", "no artefact counted"),
        ["each second, 1 mV, recovery of 50 ms"] = new("", "no artefact counted"),
        ["each second, 1 mV, reflex of 15 to 21 dB at 40 to 60 ms"] = new("", "reflexes counted"),
        ["each second, 200 µV, reflex of 15 to 21 dB at 40 to 60 ms"] = new("", "reflexes counted"),
    };
}
