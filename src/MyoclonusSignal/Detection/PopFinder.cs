using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Decides whether a burst is an electrode pop: whether it is, but for noise, the answer of the conditioning filter to one
/// step that decays, or to one spike.
/// </summary>
/// <remarks>
/// A step has its power spread as 1/f² over the whole band at one moment, and a filter's answer to it has no freedom but
/// its time, its size and its decay. What is compared are the slopes, from sample to sample, in which the high end of the
/// band counts as much as the low one. Bursts of muscle have their power between 50 and 150 Hz and last 10 ms or more; a
/// single motor unit's potential has two or three phases over several milliseconds and resembles neither. It is kept:
/// a fasciculation is activity of the muscle.
/// </remarks>
internal sealed class PopFinder
{
    // Electrodes that lose and find contact decay within 10 to 300 ms; a step may fall between two samples.
    private static readonly double[] DecaySeconds = [0.003, 0.01, 0.03, 0.1, 0.3];
    private static readonly double[] FirstSamples = [1, 0.5];
    private const int LongestSpike = 4;
    private const double AnswerSeconds = 0.12;
    private const double EarliestSeconds = 0.03;
    private const double LongestSeconds = 0.3;

    // Of the energy of the slopes. A pop's slopes fill the band; those of a muscle's burst of 10 ms leave half of it empty.
    // Of 8000 simulated jerks (10–20 and 30–100 ms, 3 to 20 dB, at 1000 and 2000 Hz, noise and motor units) none is taken
    // for a pop; with the samples themselves up to one in seven of the shorter ones was.
    private const double LeastExplained = 0.85;

    // Below twice the noise nothing can be told.
    private const double LeastEnergyRatio = 2;

    // A jerk beside the pop keeps both. What a pop leaves over where an amplifier's rail bends it is some hundredths of it.
    private const double WindowSeconds = 0.024;
    private const double NoiseRatio = 6;
    private const double LeftFraction = 0.02;

    // How much of an answer's energy may lie behind its head: with a hundredth, heads are some milliseconds long.
    private const double BehindHead = 0.01;

    // What rounding may take off a bound.
    private const double Rounding = 1e-9;

    /// <summary>
    /// The least upper border of the band in Hz at which pops are told: at 225 Hz (a rate of 500 Hz) up to one in ten bursts
    /// of 10–20 ms was taken for one.
    /// </summary>
    public const double LeastBandHz = 400;

    private readonly double[][] _answers;
    private readonly double[][] _answerSlopes;
    private readonly double[] _stretch;
    private readonly double[] _slopes;
    private readonly double[] _energyBefore;
    private readonly double _noiseSlope;
    private readonly int _early;
    private readonly int _window;
    private readonly int _head;

    /// <summary>Initializes a new instance of the <see cref="PopFinder"/> class.</summary>
    /// <param name="filter">The filter that conditioned the signal.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public PopFinder(SosCoefficients filter, double sampleRate)
    {
        int length = Math.Max(8, (int)Math.Round(AnswerSeconds * sampleRate));
        _window = Math.Max(1, (int)Math.Round(WindowSeconds * sampleRate));
        _early = (int)Math.Ceiling(EarliestSeconds * sampleRate);
        _stretch = new double[_early + length + (int)Math.Ceiling(LongestSeconds * sampleRate)];
        _slopes = new double[_stretch.Length];
        _energyBefore = new double[_stretch.Length + 1];
        _answers =
        [
            .. Enumerable.Range(1, LongestSpike).Select(spike => Answer(filter, length, i => i < spike ? 1 : 0)),
            .. from decay in DecaySeconds
               from first in FirstSamples
               select Answer(filter, length, i => i == 0 ? first : Math.Exp(-i / (decay * sampleRate))),
        ];
        _answerSlopes = [.. _answers.Select(Slopes)];

        // White noise through the filter has the spectrum of the answer to a spike.
        _noiseSlope = Energy(_answerSlopes[0]);
        foreach (double[] slopes in _answerSlopes)
        {
            Normalize(slopes);
        }

        _head = _answerSlopes.Max(Head);
    }

    /// <summary>Returns true if the burst is a single electrode pop.</summary>
    /// <param name="history">The conditioned signal.</param>
    /// <param name="burst">The burst.</param>
    public bool IsPop(BinHistory history, in Burst burst)
    {
        long first = Math.Max(0, burst.Start - _early);
        long last = Math.Min(history.SampleCount, Math.Max(burst.End, burst.PeakIndex + _answers[0].Length));
        Span<double> stretch = _stretch.AsSpan(0, (int)Math.Min(_stretch.Length, last - first));
        double floor = burst.FloorRms * burst.FloorRms;
        Span<double> slopes = _slopes.AsSpan(0, stretch.Length);
        double energy = 0;
        for (int i = 0; i < stretch.Length; i++)
        {
            stretch[i] = history.Sample(first + i);
            slopes[i] = stretch[i] - (i > 0 ? stretch[i - 1] : first > 0 ? history.Sample(first - 1) : 0);
            energy += slopes[i] * slopes[i];
            _energyBefore[i + 1] = energy;
        }

        double noise = floor * _noiseSlope * stretch.Length;
        if (energy < LeastEnergyRatio * noise)
        {
            return false;
        }

        double least = LeastExplained * (energy - noise);

        double best = 0;
        int place = 0;
        int kind = 0;
        for (int start = 0; start <= burst.PeakIndex - first && start < stretch.Length; start++)
        {
            if (MostExplained(start, stretch.Length) < least)
            {
                continue;
            }

            ReadOnlySpan<double> rest = slopes[start..];
            for (int i = 0; i < _answerSlopes.Length; i++)
            {
                double product = Dot(rest, _answerSlopes[i]);
                if (product * product > best * best)
                {
                    (best, place, kind) = (product, start, i);
                }
            }
        }

        return best * best >= least && IsAlone(stretch, place, _answers[kind], floor);
    }

    /// <summary>
    /// The most energy that an answer can explain from a place on: by the inequality of Cauchy and Schwarz, for its head and for the
    /// rest of it. A muscle's burst has not enough energy within a head's length anywhere, so that it is compared with no answer.
    /// </summary>
    private double MostExplained(int start, int count)
    {
        double head = _energyBefore[Math.Min(count, start + _head)] - _energyBefore[start];
        double rest = _energyBefore[Math.Min(count, start + _answers[0].Length)] - _energyBefore[start] - head;
        double most = Math.Sqrt(Math.Max(0, head)) + Math.Sqrt(Math.Max(0, rest) * BehindHead);
        return (most * most) + (Rounding * _energyBefore[count]);
    }

    /// <summary>Returns true if nothing as long as a short jerk rises out of what a pop leaves over.</summary>
    private bool IsAlone(Span<double> stretch, int place, double[] answer, double floor)
    {
        double before = LargestPower(stretch);
        double size = Dot(stretch[place..], answer);
        for (int i = 0; i < answer.Length && place + i < stretch.Length; i++)
        {
            stretch[place + i] -= size * answer[i];
        }

        double left = LargestPower(stretch);
        return left <= NoiseRatio * floor || left <= LeftFraction * before;
    }

    private double LargestPower(ReadOnlySpan<double> samples)
    {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            sum += samples[i] * samples[i];
            sum -= i >= _window ? samples[i - _window] * samples[i - _window] : 0;
            largest = Math.Max(largest, sum);
        }

        return largest / _window;
    }

    /// <summary>The sum of the products of an answer and the samples from its place on, as far as there are any.</summary>
    private static double Dot(ReadOnlySpan<double> samples, ReadOnlySpan<double> answer)
    {
        int count = Math.Min(samples.Length, answer.Length);
        return WindowMeans.Dot(samples[..count], answer[..count]);
    }

    /// <summary>The filter's answer, of unit energy.</summary>
    private static double[] Answer(SosCoefficients filter, int length, Func<int, double> pop)
    {
        double[] answer = new double[length];
        for (int i = 0; i < length; i++)
        {
            answer[i] = pop(i);
        }

        new SosFilter(filter).Process(answer, answer);
        Normalize(answer);
        return answer;
    }

    /// <summary>How many samples hold an answer but for the part of its energy that may lie behind them.</summary>
    private static int Head(double[] slopes)
    {
        double behind = 0;
        int head = slopes.Length;
        while (head > 0 && behind + (slopes[head - 1] * slopes[head - 1]) <= BehindHead)
        {
            head--;
            behind += slopes[head] * slopes[head];
        }

        return head;
    }

    private static double[] Slopes(double[] samples) => [.. samples.Select((sample, i) => sample - (i > 0 ? samples[i - 1] : 0))];

    private static double Energy(double[] samples) => samples.Sum(value => value * value);

    private static void Normalize(double[] samples)
    {
        double norm = Math.Sqrt(Energy(samples));
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] /= norm;
        }
    }
}
