using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Finds stretches of one signal that all but stand still: a value that is held, with the dither of a resampling or of an analogue
/// stage behind it. <see cref="LossScreen"/> hands it each sample and makes missing what it finds.
/// </summary>
/// <remarks>
/// A stretch stands still while all of it lies within a fiftieth of the signal's own steps. The steps are those of the
/// quiet quarter of the recording's start, so neither jerks nor losses widen the limit; a silent period, 20 to 30 dB below a
/// contraction, is far outside it. A coarse converter, whose step is wider than that, is left to exact equality. Allocates nothing once it has learned.
/// </remarks>
internal sealed class StillScreen
{
    // White noise whose range over a quarter of a second is that, seven deviations, is 45 dB below the signal's own; a silent period is 20 to 30 dB below a contraction.
    private const double OwnStepFraction = 0.02;

    // What has been still for long enough is left by a step of the signal, not by the largest of a dither's samples.
    private const double LeavingFactor = 2;

    // Where so many steps are the same as the one before, the samples were interpolated, and are as close as their neighbours happened to be.
    private const double MostStraight = 0.3;

    // The steps are taken from parts of 20 ms, of which a quarter are quieter: in a recording that is contracted for most of the time still rest.
    private const double PartSeconds = 0.02;
    private const double QuietPart = 0.25;
    private const int LeastPartSamples = 4;
    private const int LeastParts = 20;

    // Longer than the chance closeness of a silent period; and no packet is lost for so long: a signal that is so quiet for longer is at rest.
    private const double LeastSeconds = 0.015;
    private const int LeastSamples = 8;
    private const double LongestSeconds = 2;

    // One loss whose dither is large at its start is no proof that the signal itself is still: it takes many runs of three.
    private const int MostTold = 3;

    // As for equal samples: what is commonest of Gaussian noise is near itself √2 times as often as values are on average.
    private static readonly double CommonestValue = Math.Sqrt(2);

    private readonly double _sampleRate;
    private readonly int _leastRun;
    private readonly RunLikelihood _likelihood;
    private double _least = double.NaN;
    private double _most = double.NaN;
    private int _needed;
    private bool _isOpen;

    /// <summary>Initializes a new instance of the <see cref="StillScreen"/> class, which finds nothing before it has learned.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public StillScreen(double sampleRate)
    {
        _sampleRate = sampleRate;
        _leastRun = Math.Max(LeastSamples, (int)Math.Ceiling((LeastSeconds * sampleRate) - 1e-6));
        _likelihood = new RunLikelihood(sampleRate, _leastRun, CommonestValue);
    }

    /// <summary>Gets the range of a stretch at most; 0 where nothing is looked for.</summary>
    public double Tolerance { get; private set; }

    /// <summary>Gets the number of samples within that range.</summary>
    public int Run { get; private set; }

    /// <summary>Gets a value indicating whether these are lost.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Gets the number of samples that wait, as they may yet be lost. The first one, which is held, is not.</summary>
    public int Waiting => _isOpen ? Math.Max(0, Run - 1) : 0;

    /// <summary>Learns the signal's own steps.</summary>
    public void Learn(List<double> samples)
    {
        Tolerance = OwnStepFraction * OwnStep(samples, out double smallest);
        if (smallest > Tolerance || IsInterpolated(samples))
        {
            Tolerance = 0;
            return;
        }

        long still = 0;
        long longRuns = 0;
        foreach (double sample in samples)
        {
            if (!GoesOn(sample))
            {
                Begin(sample);
            }

            Add(sample);
            still += Run == _leastRun ? _leastRun : Run > _leastRun ? 1 : 0;
            longRuns += Run == _leastRun ? 1 : 0;
        }

        Begin(double.NaN);
        _likelihood.EndLearning(still, samples.Count, longRuns);
    }

    /// <summary>Returns true if a sample is near all of those before it.</summary>
    public bool GoesOn(double sample) => Math.Max(sample, _most) - Math.Min(sample, _least) <= (Run >= _leastRun ? LeavingFactor : 1) * Tolerance;

    /// <summary>Ends the samples so far; the next one begins anew.</summary>
    public void Begin(double sample)
    {
        _likelihood.Add(Run < _leastRun ? Math.Min(Run, MostTold) : Run);
        (_least, _most, Run, IsLost, _isOpen) = (sample, sample, 0, false, MissingSample.IsPresent(sample));
    }

    /// <summary>Forgets the samples so far: they are the same, which is not for this to judge.</summary>
    public void Forget() => (_least, _most, Run, IsLost, _isOpen) = (double.NaN, double.NaN, 0, false, false);

    /// <summary>Takes in samples of which each is far from the one before.</summary>
    public void Pass(int count, double last)
    {
        _likelihood.AddSingles(count);
        (_least, _most) = (last, last);
    }

    /// <summary>Takes in a sample that goes on or has begun; returns true if it is now known that those waiting are lost.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="isAtRail">Whether the signal is at the end of its range, where it is clipped.</param>
    public bool Take(double sample, bool isAtRail)
    {
        Add(sample);
        if (IsLost && Run > LongestSeconds * _sampleRate)
        {
            (IsLost, Tolerance) = (false, 0);
        }

        if (!_isOpen || Run < _leastRun)
        {
            return false;
        }

        _needed = Run == _leastRun ? _likelihood.Needed() : _needed;
        IsLost = Run == _needed && !isAtRail;
        _isOpen = Run < _needed;
        return IsLost;
    }

    private void Add(double sample)
    {
        Run++;
        (_least, _most) = (Math.Min(_least, sample), Math.Max(_most, sample));
    }

    private bool IsInterpolated(List<double> samples)
    {
        (int straight, int moving) = (0, 0);
        for (int i = 2; i < samples.Count; i++)
        {
            double step = samples[i] - samples[i - 1];
            if (Math.Abs(step) > Tolerance)
            {
                moving++;
                straight += Math.Abs(step - (samples[i - 1] - samples[i - 2])) <= Tolerance ? 1 : 0;
            }
        }

        return straight > MostStraight * moving;
    }

    /// <summary>The steps of the quiet parts, and the smallest of all that is one.</summary>
    private double OwnStep(List<double> samples, out double smallest)
    {
        smallest = double.PositiveInfinity;
        int length = Math.Max(LeastPartSamples, (int)Math.Round(PartSeconds * _sampleRate));
        List<double> parts = [];
        (double sum, int count) = (0, 0);
        for (int i = 1; i < samples.Count; i++)
        {
            double step = Math.Abs(samples[i] - samples[i - 1]);
            if (step > 0)
            {
                smallest = Math.Min(smallest, step);
            }

            if (double.IsFinite(step))
            {
                (sum, count) = (sum + (step * step), count + 1);
            }

            if (count == length)
            {
                parts.Add(Math.Sqrt(sum / count));
                (sum, count) = (0, 0);
            }
        }

        if (parts.Count < LeastParts)
        {
            return 0;
        }

        parts.Sort();
        return parts[(int)(QuietPart * parts.Count)];
    }
}
