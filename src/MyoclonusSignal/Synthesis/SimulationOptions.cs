using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Synthesis;

/// <summary>What a simulated recording contains. Every default is a plain EMG recording of random jerks.</summary>
/// <remarks>Use <see cref="SimulationScenarios.Create"/> for ready-made mixtures and change them with <c>with</c>.</remarks>
public sealed record SimulationOptions
{
    /// <summary>Gets the length in seconds. Default 60.</summary>
    public double DurationSeconds { get; init; } = 60;

    /// <summary>Gets the sampling rate of every signal in Hz, 20 to 100 000. Default 2000.</summary>
    public double SampleRate { get; init; } = 2000;

    /// <summary>Gets the seed: the same options and seed give the same bits on every platform. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets the channels. Default: one surface-EMG channel named <c>emg</c>.</summary>
    public IReadOnlyList<SimulatedChannel> Channels { get; init; } = [SimulatedChannel.Emg("emg")];

    /// <summary>
    /// Gets the kinds of jerks; none for a recording without any. Where two would overlap in a channel, or come within
    /// 10 ms of each other, the later one is left out. Default: random jerks, 20 per minute.
    /// </summary>
    public IReadOnlyList<JerkOptions> Jerks { get; init; } = [new()];

    /// <summary>Gets what an active muscle's signal is made of. Default <see cref="EmgModel.ModulatedNoise"/>.</summary>
    public EmgModel EmgModel { get; init; } = EmgModel.ModulatedNoise;

    /// <summary>
    /// Gets the low corner f_l of the EMG spectrum k · f_h⁴ · f² / ((f² + f_l²)(f² + f_h²)²), in Hz. Default 60
    /// (Stulen and De Luca 1981, IEEE Trans. Biomed. Eng. 28:515). A corner above 0.4 times the sampling rate is drawn
    /// in to there; the spectrum falls to zero at half the sampling rate, as behind an anti-alias filter.
    /// </summary>
    public double EmgLowCornerHz { get; init; } = 60;

    /// <summary>Gets the high corner f_h of the EMG spectrum in Hz. Default 120.</summary>
    public double EmgHighCornerHz { get; init; } = 120;

    /// <summary>Gets the mean number of discharges per second of <see cref="EmgModel.MotorUnits"/> in an active muscle. Default 800.</summary>
    public double DischargesPerSecond { get; init; } = 800;

    /// <summary>Gets the sustained contractions; they must not overlap.</summary>
    public IReadOnlyList<SimulatedContraction> Contractions { get; init; } = [];

    /// <summary>Gets a value indicating whether jerks may come during a contraction or within 0.2 s of it. Default: they are left out.</summary>
    public bool AllowJerksInContractions { get; init; }

    /// <summary>Gets the changes of the noise floor, the same factors in every channel.</summary>
    public IReadOnlyList<NoiseChange> NoiseChanges { get; init; } = [];

    /// <summary>Gets the mains hum, or <see langword="null"/>.</summary>
    public HumOptions? Hum { get; init; }

    /// <summary>Gets the wandering of the baseline, or <see langword="null"/>.</summary>
    public DriftOptions? Drift { get; init; }

    /// <summary>Gets the heart's field, or <see langword="null"/>.</summary>
    public EcgOptions? Ecg { get; init; }

    /// <summary>Gets the limb under an accelerometer.</summary>
    public LimbOptions Limb { get; init; } = new();

    /// <summary>Gets what electrodes, amplifier and converter add.</summary>
    public ArtefactOptions Artefacts { get; init; } = new();

    internal int SampleCount => (int)Math.Round(DurationSeconds * SampleRate);

    internal void Validate()
    {
        Guard.ThrowIfNotSampleRate(SampleRate);
        Guard.ThrowIfOutside(SampleRate, 20, 100_000);
        Guard.ThrowIfOutside(DurationSeconds, 1 / SampleRate, Array.MaxLength / SampleRate);
        Guard.ThrowIfOutside((int)EmgModel, 0, (int)EmgModel.MotorUnits, nameof(EmgModel));
        Guard.ThrowIfOutside(EmgLowCornerHz, 1, 1e4);
        Guard.ThrowIfOutside(EmgHighCornerHz, EmgLowCornerHz, 1e4);
        Guard.ThrowIfOutside(DischargesPerSecond, 1, 1e5);
        ValidateChannels();
        ArgumentNullException.ThrowIfNull(Jerks);
        foreach (JerkOptions jerks in Jerks)
        {
            jerks.Validate();
        }

        ValidateContractions();
        ArgumentNullException.ThrowIfNull(NoiseChanges);
        foreach (NoiseChange change in NoiseChanges)
        {
            change.Validate();
        }

        Hum?.Validate(SampleRate);
        Drift?.Validate(SampleRate);
        Ecg?.Validate();
        ArgumentNullException.ThrowIfNull(Limb);
        if (Channels.Any(channel => channel.Kind == SimulatedChannelKind.Accelerometer))
        {
            Limb.Validate(SampleRate);
        }

        ArgumentNullException.ThrowIfNull(Artefacts);
        Artefacts.Validate();
    }

    private void ValidateChannels()
    {
        ArgumentNullException.ThrowIfNull(Channels);
        Guard.ThrowIfOutside(Channels.Count, 1, 1000, nameof(Channels));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SimulatedChannel channel in Channels)
        {
            channel.Validate();
            if (!names.Add(channel.Name))
            {
                throw new ArgumentException($"Two channels have the name \"{channel.Name}\"; names must differ.", nameof(Channels));
            }
        }
    }

    private void ValidateContractions()
    {
        ArgumentNullException.ThrowIfNull(Contractions);
        double lastEnd = double.NegativeInfinity;
        foreach (SimulatedContraction contraction in Contractions.OrderBy(c => c.StartSeconds))
        {
            contraction.Validate(DurationSeconds);
            if (contraction.StartSeconds < lastEnd)
            {
                throw new ArgumentException("Two contractions overlap; they must follow one another.", nameof(Contractions));
            }

            lastEnd = contraction.EndSeconds;
        }
    }
}

/// <summary>What the muscle's signal is made of while it is active.</summary>
public enum EmgModel
{
    /// <summary>
    /// Gaussian noise with the spectrum of surface EMG (Shwedyk, Balasubramanian and Scott 1977, IEEE Trans.
    /// Biomed. Eng. 24:417), multiplied by the burst's envelope.
    /// </summary>
    ModulatedNoise,

    /// <summary>
    /// Motor-unit action potentials as shot noise: discharges at random times, their rate following the square of the
    /// envelope, each one a Hermite–Rodriguez wave (Lo Conte, Merletti and Sandri 1994, IEEE Trans. Biomed.
    /// Eng. 41:1147).
    /// </summary>
    MotorUnits,
}
