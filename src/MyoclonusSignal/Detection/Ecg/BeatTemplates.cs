namespace MyoclonusSignal.Detection;

/// <summary>The beats of a stretch of signal, cut out and aligned to a fraction of a sample, and for each the mean of its neighbours.</summary>
internal sealed class BeatTemplates
{
    /// <summary>How far a template reaches before the QRS complex at most: the P wave begins 0.12–0.2 s before it.</summary>
    public const double MostBeforeSeconds = 0.25;

    /// <summary>How far it reaches behind it at most: the T wave ends 0.35–0.45 s behind it.</summary>
    public const double MostBehindSeconds = 0.45;

    // At a fast pulse the waves move together; the next beat's QRS complex must stay outside.
    private const double BeforeFraction = 0.35;
    private const double BehindFraction = 0.6;
    private const double TaperSeconds = 0.01;
    private const double QrsSeconds = 0.06;
    private const double MostShiftSeconds = 0.004;
    private const int AlignPasses = 2;

    // Sixteen neighbours, a quarter left out at either end at every sample: jerks under some beats do not count, and what
    // is left of the noise in the mean adds 0.3 dB to the floor.
    private const int NeighboursEachSide = 8;
    private const int LeastNeighbours = 4;
    private const double TrimmedFraction = 0.25;

    // Breathing changes the height of a beat by some 10 or 20 %. What differs from its neighbours by more than this part
    // of its energy has a jerk in it, and tells nothing of its own height.
    private const double MostForeignFraction = 0.3;
    private const double MostHeightChange = 0.5;
    private const int Taps = 8;

    private readonly double[][] _rows;
    private readonly double[] _places;
    private readonly int _before;
    private readonly int _length;
    private readonly int _qrs;
    private readonly double[] _taper;
    private readonly double[] _mean;

    /// <summary>Initializes a new instance of the <see cref="BeatTemplates"/> class: cuts the beats out and aligns them.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="places">The middles of the QRS complexes, in samples, in order.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="pulseSeconds">The pulse in seconds.</param>
    public BeatTemplates(ReadOnlySpan<double> signal, double[] places, double sampleRate, double pulseSeconds)
    {
        _places = places;
        _before = (int)(Math.Min(MostBeforeSeconds, BeforeFraction * pulseSeconds) * sampleRate);
        _length = _before + (int)(Math.Min(MostBehindSeconds, BehindFraction * pulseSeconds) * sampleRate);
        _qrs = Math.Max(2, Math.Min((int)(QrsSeconds * sampleRate), _before - 1));
        _rows = new double[places.Length][];
        _mean = new double[_length];
        _taper = NewTaper(_length, Math.Max(1, (int)(TaperSeconds * sampleRate)));
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = new double[_length];
            Resample(signal, places[i] - _before, _rows[i]);
        }

        int most = Math.Max(1, (int)Math.Ceiling(MostShiftSeconds * sampleRate));
        for (int pass = 0; pass < AlignPasses; pass++)
        {
            TrimmedMean(Enumerable.Range(0, _rows.Length).ToArray(), _mean);
            for (int i = 0; i < _rows.Length; i++)
            {
                _places[i] += Shift(_rows[i], most);
                Resample(signal, _places[i] - _before, _rows[i]);
            }
        }
    }

    /// <summary>Gives the middle of a beat, in samples and fractions.</summary>
    public double Place(int beat) => _places[beat];

    /// <summary>Subtracts from a signal what a beat's neighbours have in common.</summary>
    /// <param name="beat">The beat.</param>
    /// <param name="signal">The signal it stands in.</param>
    /// <param name="mayAdd">Whether it is subtracted where that adds power too.</param>
    /// <returns>The mean power of its QRS complex as it was, and what is left of it.</returns>
    public (double Before, double Left) Subtract(int beat, Span<double> signal, bool mayAdd)
    {
        double[] row = _rows[beat];
        int[] neighbours = Neighbours(beat);
        if (neighbours.Length < LeastNeighbours)
        {
            return (0, 0);
        }

        TrimmedMean(neighbours, _mean);
        (double own, double product, double energy) = (0, 0, 1e-30);
        for (int n = _before - _qrs; n < _before + _qrs; n++)
        {
            own += row[n] * row[n];
            product += row[n] * _mean[n];
            energy += _mean[n] * _mean[n];
        }

        double height = product / energy;
        double foreign = own - (product * height);
        if (foreign > MostForeignFraction * own || Math.Abs(height - 1) > MostHeightChange)
        {
            height = 1;
        }

        double left = own - (2 * height * product) + (height * height * energy);
        if (!mayAdd && left >= own)
        {
            // Less than half of the mean beat is there: what was taken for a beat is none, and subtracting one would make a jerk of it.
            return (own / (2 * _qrs), own / (2 * _qrs));
        }

        for (int n = 0; n < _length; n++)
        {
            _mean[n] *= height * _taper[n];
        }

        double first = _places[beat] - _before;
        int start = (int)Math.Floor(first) - Taps;
        double[] moved = new double[_length + (2 * Taps)];
        Resample(_mean, start - first, moved);
        for (int n = Math.Max(0, -start); n < moved.Length && start + n < signal.Length; n++)
        {
            signal[start + n] -= moved[n];
        }

        return (own / (2 * _qrs), left / (2 * _qrs));
    }

    private int[] Neighbours(int beat)
    {
        int count = Math.Min(2 * NeighboursEachSide, _rows.Length - 1);
        int first = Math.Clamp(beat - (count / 2), 0, _rows.Length - 1 - count);
        return [.. Enumerable.Range(first, count + 1).Where(i => i != beat)];
    }

    private void TrimmedMean(int[] rows, double[] mean)
    {
        double[] values = new double[rows.Length];
        int trimmed = (int)(TrimmedFraction * rows.Length);
        for (int n = 0; n < _length; n++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                values[i] = _rows[rows[i]][n];
            }

            Array.Sort(values);
            double sum = 0;
            for (int i = trimmed; i < values.Length - trimmed; i++)
            {
                sum += values[i];
            }

            mean[n] = sum / (values.Length - (2 * trimmed));
        }
    }

    /// <summary>The shift in samples at which a row's QRS complex lies best against the mean, by the parabola through its best three.</summary>
    private double Shift(double[] row, int most)
    {
        int best = 0;
        double largest = double.NegativeInfinity;
        for (int shift = -most; shift <= most; shift++)
        {
            double product = Product(row, shift);
            if (product > largest)
            {
                (best, largest) = (shift, product);
            }
        }

        double before = Product(row, best - 1);
        double behind = Product(row, best + 1);
        double curve = before - (2 * largest) + behind;
        return best + (curve < 0 ? Math.Clamp((before - behind) / (2 * curve), -0.5, 0.5) : 0);
    }

    private double Product(double[] row, int shift)
    {
        double product = 0;
        for (int n = Math.Max(_before - _qrs, -shift); n < Math.Min(_before + _qrs, _length - shift); n++)
        {
            product += row[n + shift] * _mean[n];
        }

        return product;
    }

    /// <summary>Gives samples between the samples, by a sinc under a window of its own (Lanczos) of eight taps; 0 beyond the ends.</summary>
    private static void Resample(ReadOnlySpan<double> signal, double start, Span<double> output)
    {
        int whole = (int)Math.Floor(start);
        Span<double> taps = stackalloc double[Taps];
        double sum = 0;
        for (int tap = 0; tap < Taps; tap++)
        {
            double x = start - whole - (tap - (Taps / 2) + 1);
            taps[tap] = Sinc(x) * Sinc(x / (Taps / 2));
            sum += taps[tap];
        }

        for (int n = 0; n < output.Length; n++)
        {
            double value = 0;
            int first = whole + n - (Taps / 2) + 1;
            for (int tap = 0; tap < Taps; tap++)
            {
                int at = first + tap;
                value += at >= 0 && at < signal.Length ? taps[tap] * signal[at] : 0;
            }

            output[n] = value / sum;
        }
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double[] NewTaper(int length, int edge)
    {
        double[] taper = new double[length];
        for (int n = 0; n < length; n++)
        {
            double fromEnd = Math.Min(n + 1, length - n);
            taper[n] = fromEnd > edge ? 1 : 0.5 - (0.5 * Math.Cos(Math.PI * fromEnd / edge));
        }

        return taper;
    }
}
