using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>One channel of EMG that is made up, with what is in it, in seconds.</summary>
internal sealed class TonicRecording(double sampleRate, double seconds)
{
    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate { get; } = sampleRate;

    /// <summary>Gets the samples in microvolts.</summary>
    public double[] Samples { get; private set; } = new double[(int)Math.Round(seconds * sampleRate)];

    /// <summary>Gets the jerks.</summary>
    public List<Interval> Jerks { get; } = [];

    /// <summary>Gets the silent periods.</summary>
    public List<Interval> Silences { get; } = [];

    /// <summary>Gets the contractions.</summary>
    public List<Interval> Contractions { get; } = [];

    /// <summary>Gives a drive that is at a level within the contractions and 0 elsewhere.</summary>
    public double[] Drive(double level)
    {
        double[] drive = new double[Samples.Length];
        foreach ((double onset, double offset) in Contractions)
        {
            drive.AsSpan(At(onset), At(offset) - At(onset)).Fill(level);
        }

        foreach ((double onset, double offset) in Silences)
        {
            drive.AsSpan(At(onset), At(offset) - At(onset)).Clear();
        }

        return drive;
    }

    /// <summary>Adds white noise of a root mean square in microvolts.</summary>
    public void AddNoise(Random random, double rms)
    {
        for (int n = 0; n < Samples.Length; n++)
        {
            Samples[n] += rms * random.NextNormal();
        }
    }

    /// <summary>Adds a signal, scaled so that its root mean square in the band over a stretch is as stated, in microvolts.</summary>
    public void Add(double[] signal, double rms, double onset, double offset)
    {
        int margin = (int)(0.3 * SampleRate);
        int first = Math.Max(0, At(onset) - margin);
        int end = Math.Min(signal.Length, At(offset) + margin);
        double scale = rms / InBandRms(signal.AsSpan(first, end - first), At(onset) - first, At(offset) - first);
        for (int n = 0; n < signal.Length; n++)
        {
            Samples[n] += signal[n] * scale;
        }
    }

    /// <summary>Gives the root mean square in the band over some samples.</summary>
    public double InBandRms(ReadOnlySpan<double> signal, int first, int end)
    {
        double[] filtered = new double[signal.Length];
        ZeroPhase.Filter(Butterworth.BandPass(4, 20, Math.Min(450, 0.45 * SampleRate), SampleRate), signal, filtered);
        double sum = 0;
        for (int n = first; n < end; n++)
        {
            sum += filtered[n] * filtered[n];
        }

        return Math.Sqrt(sum / (end - first));
    }

    /// <summary>Gives the index of the sample at a time.</summary>
    public int At(double time) => Math.Clamp((int)Math.Round(time * SampleRate), 0, Samples.Length);

    /// <summary>Gives the same recording as a slower amplifier would have made it, with a filter against aliases.</summary>
    public TonicRecording Slower(int factor)
    {
        double[] filtered = new double[Samples.Length];
        ZeroPhase.Filter(Butterworth.LowPass(4, 0.42 * SampleRate / factor, SampleRate), Samples, filtered);
        var slower = new TonicRecording(SampleRate / factor, Samples.Length / SampleRate);
        slower.Samples = [.. filtered.Where((_, n) => n % factor == 0)];
        slower.Jerks.AddRange(Jerks);
        slower.Silences.AddRange(Silences);
        slower.Contractions.AddRange(Contractions);
        return slower;
    }

    /// <summary>Analyses it as a file would be.</summary>
    /// <param name="falseAlarmsPerHour">How often noise may be taken for a jerk; the default where it is not stated.</param>
    public AnalysisResult Analyze(double? falseAlarmsPerHour = null)
    {
        AnalysisOptions options = new();
        if (falseAlarmsPerHour is double perHour)
        {
            options = options with { EmgDetector = options.EmgDetector with { FalseAlarmsPerHour = perHour } };
        }

        using var recording = new MemoryRecording([new RecordingChannel("emg", ChannelKind.Emg, "uV", SampleRate, [0], ["emg"])], [Samples]);
        return MyoclonusAnalyzer.Analyze(recording, options);
    }
}
