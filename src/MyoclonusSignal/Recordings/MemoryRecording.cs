using System.Globalization;
using System.Numerics;
using MyoclonusSignal.Signals;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Recordings;

/// <summary>A recording that is in memory already, of one sampling rate and without a gap: to analyse or to write arrays of one's own.</summary>
public sealed class MemoryRecording : RecordingReader
{
    private readonly double[][] _signals;
    private readonly double _sampleRate;
    private int _position;

    /// <summary>Initializes a new instance of the <see cref="MemoryRecording"/> class.</summary>
    /// <param name="channels">The channels, all of the same sampling rate.</param>
    /// <param name="signals">The samples of each signal, as many of each; NaN for a missing one. They are not copied.</param>
    /// <exception cref="ArgumentException">The rates or the lengths differ, or a channel names a signal that is not there.</exception>
    public MemoryRecording(IReadOnlyList<RecordingChannel> channels, double[][] signals)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(signals);
        Guard.ThrowIfOutside(channels.Count, 1, int.MaxValue, nameof(channels));
        if (channels.Any(channel => channel.SampleRate != channels[0].SampleRate || channel.Signals.Any(signal => signal < 0 || signal >= signals.Length)))
        {
            throw new ArgumentException("Every channel must have the same sampling rate and signals that are there.", nameof(channels));
        }

        if (signals.Any(signal => signal.Length != signals[0].Length))
        {
            throw new ArgumentException("Every signal must have the same number of samples.", nameof(signals));
        }

        Channels = channels;
        _signals = signals;
        _sampleRate = channels[0].SampleRate;
    }

    /// <summary>Makes a recording of one array of numbers.</summary>
    /// <typeparam name="T">The type of the numbers: <see cref="double"/>, <see cref="float"/>, <see cref="short"/>, ….</typeparam>
    /// <param name="samples">The samples in the stated unit, NaN for a missing one; they are copied.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="unit">
    /// The unit of the samples: <c>uV</c>, <c>mV</c>, <c>V</c> or <c>counts</c> make it EMG, <c>g</c>, <c>mg</c> or <c>m/s^2</c> acceleration.
    /// </param>
    /// <param name="name">What the channel is called in the results; <see langword="null"/> for <c>emg</c> or <c>acc</c>.</param>
    /// <exception cref="ArgumentException">The unit is neither of a voltage nor of an acceleration.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sampling rate is not a positive number.</exception>
    public static MemoryRecording Of<T>(ReadOnlySpan<T> samples, double sampleRate, string unit, string? name = null)
        where T : struct, INumberBase<T>
    {
        (ChannelKind kind, string found, double factor) = Unit(unit);
        name ??= kind == ChannelKind.Emg ? "emg" : "acc";
        return new MemoryRecording([new RecordingChannel(name, kind, found, Rate(sampleRate), [0], [name])], [Convert(samples, factor)]);
    }

    /// <summary>Makes a recording of several arrays of numbers of one length, sampled together.</summary>
    /// <typeparam name="T">The type of the numbers: <see cref="double"/>, <see cref="float"/>, <see cref="short"/>, ….</typeparam>
    /// <param name="signals">The samples of each signal in the stated unit, NaN for a missing one; they are copied.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="unit">The unit of all signals, as for one array.</param>
    /// <param name="names">
    /// What the signals are called, one name each; <see langword="null"/> for <c>emg_1</c>, <c>emg_2</c>, …. Three accelerations whose
    /// names end in x, y, z (<c>acc_x</c>, …) are the axes of one sensor, as in a file; without names three accelerations are.
    /// </param>
    /// <exception cref="ArgumentException">The unit is unknown, or the numbers of samples or of names differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sampling rate is not a positive number, or there is no signal.</exception>
    public static MemoryRecording Of<T>(IReadOnlyList<T[]> signals, double sampleRate, string unit, IReadOnlyList<string>? names = null)
        where T : struct, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(signals);
        (ChannelKind kind, string found, double factor) = Unit(unit);
        Rate(sampleRate);
        names ??= [.. Enumerable.Range(0, signals.Count).Select(i => kind == ChannelKind.Emg
            ? string.Create(CultureInfo.InvariantCulture, $"emg_{i + 1}")
            : signals.Count == 3 ? $"acc_{"xyz"[i]}" : string.Create(CultureInfo.InvariantCulture, $"acc_{i + 1}"))];
        if (names.Count != signals.Count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There must be a name for each of the {signals.Count} signals, and there are {names.Count}."), nameof(names));
        }

        List<RecordingChannel> channels = ChannelTable.Build(
            [.. names.Select(name => new ColumnHeader(name, found))],
            [.. names.Select(_ => sampleRate)],
            new Dictionary<string, ChannelKind>(StringComparer.Ordinal),
            []);
        return new MemoryRecording(
            [.. channels.Select(channel => channel with { Kind = kind })], [.. signals.Select(signal => Convert<T>(signal, factor))]);
    }

    /// <summary>Makes a recording of a simulated one, with the names, kinds and units of its channels.</summary>
    /// <param name="simulated">The simulated recording; its samples are not copied.</param>
    /// <example>
    /// <code>
    /// SimulatedRecording simulated = Simulator.Generate(SimulationScenarios.Create(SimulationScenario.Spread, durationSeconds: 60, seed: 1));
    /// AnalysisResult result = MyoclonusAnalyzer.Analyze(MemoryRecording.Of(simulated));
    /// </code>
    /// </example>
    public static MemoryRecording Of(SimulatedRecording simulated)
    {
        ArgumentNullException.ThrowIfNull(simulated);
        List<RecordingChannel> channels = [];
        int first = 0;
        foreach (SimulatedChannel channel in simulated.Options.Channels)
        {
            bool isEmg = channel.Kind == SimulatedChannelKind.Emg;
            int[] own = [.. Enumerable.Range(first, isEmg ? 1 : 3)];
            channels.Add(new RecordingChannel(
                channel.Name,
                isEmg ? ChannelKind.Emg : ChannelKind.Acceleration,
                simulated.Signals[first].Unit,
                simulated.Options.SampleRate,
                own,
                [.. own.Select(index => simulated.Signals[index].Name)]));
            first += own.Length;
        }

        return new MemoryRecording(channels, [.. simulated.Signals.Select(signal => signal.Samples)]);
    }

    /// <inheritdoc/>
    public override string Path => "memory";

    /// <inheritdoc/>
    public override string Format => "memory";

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingChannel> Channels { get; }

    /// <inheritdoc/>
    public override int SignalCount => _signals.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordingWarning> Warnings => [];

    /// <inheritdoc/>
    public override double Progress => _signals[0].Length == 0 ? 1 : (double)_position / _signals[0].Length;

    /// <inheritdoc/>
    public override bool ReadBlock(SampleBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        int count = Math.Min(block.Capacity, _signals[0].Length - _position);
        block.Begin(_position == 0 && count > 0, _position / _sampleRate);
        for (int signal = 0; signal < _signals.Length; signal++)
        {
            _signals[signal].AsSpan(_position, count).CopyTo(block.Room(signal));
            block.SetCount(signal, count);
        }

        _position += count;
        return count > 0;
    }

    /// <summary>Gives no hash: there is no file.</summary>
    public override string GetSha256() => string.Empty;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private static double Rate(double sampleRate)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        return sampleRate;
    }

    private static (ChannelKind Kind, string Unit, double Factor) Unit(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        UnitConversion conversion = UnitConversion.Of(unit, keepsUnit: false);
        return conversion.Unit switch
        {
            "uV" or "counts" => (ChannelKind.Emg, conversion.Unit, conversion.Factor),
            "g" or "m/s^2" => (ChannelKind.Acceleration, conversion.Unit, conversion.Factor),
            _ => throw new ArgumentException($"The unit must be uV, mV, V, nV or counts of an EMG, or g, mg or m/s^2 of an acceleration, and is \"{unit}\".", nameof(unit)),
        };
    }

    private static double[] Convert<T>(ReadOnlySpan<T> samples, double factor)
        where T : struct, INumberBase<T>
    {
        double[] converted = new double[samples.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = double.CreateChecked(samples[i]) * factor;
        }

        return converted;
    }
}
