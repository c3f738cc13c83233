namespace MyoclonusSignal.Detection;

/// <summary>
/// The autocorrelation of a background over as long as the windows last, and how the power of Gaussian noise of that spectrum
/// scatters in them.
/// </summary>
/// <remarks>
/// The power in a window is a sum of independent squares weighted by the eigenvalues of the window's covariance matrix. Its lower
/// flank, which <see cref="PowerHistogram"/> reads, is that of all of them; its upper tail is that of the few largest: of noise that
/// falls with 1/f^1.5 at 500 Hz the flank has 9 degrees of freedom and the tail fewer than 4. The tail follows from the sums of the
/// squares and of the cubes of the eigenvalues (Hall (1983), doi:10.1214/aop/1176993511; Buckley and Eagleson (1988),
/// doi:10.1111/j.1467-842X.1988.tb00471.x), which are traces of powers of that matrix.
/// </remarks>
internal sealed class NoiseCorrelation
{
    /// <summary>The length of a lag in seconds: twice in a period of the fastest muscle's activity.</summary>
    public const double LagSeconds = 0.001;

    /// <summary>So many cells later the scatter is computed anew: the background has then changed by an eighth of its memory at most.</summary>
    public const int FreshCells = 8;

    // As long as that of PowerHistogram, which holds the same background.
    private const double MemorySeconds = 20;

    // So many cells tell the degrees of freedom to some ten per cent.
    private const double LeastCells = 5;

    // What one window of noise in twenty exceeds may belong to a burst.
    private const double QuietDeviate = 1.645;

    // Of the degrees of freedom of white noise; their estimate scatters by 2 %.
    private const double MostWhite = 0.9;

    // What the edges of a window add to twice the bandwidth times the length, in white noise at 250 to 4000 Hz.
    private const double EdgeFreedom = 0.85;

    // Below, a window holds too few lags to tell the colour of a background by.
    private const double LeastRateHz = 200;

    private readonly BinHistory _bins;
    private readonly DetectorGeometry _geometry;
    private readonly double _kept;
    private readonly double _nominal;
    private readonly double[] _correlation;
    private readonly double[] _samples;
    private readonly double[] _whitened;
    private readonly double[] _row;
    private readonly int _halfLags;
    private readonly bool _isFast;
    private double _cells;
    private int _untilFresh;

    /// <summary>Initializes a new instance of the <see cref="NoiseCorrelation"/> class.</summary>
    /// <param name="bins">The signal.</param>
    /// <param name="geometry">The lengths.</param>
    /// <param name="nominalDegreesOfFreedom">The degrees of freedom of white noise in the middle window.</param>
    /// <param name="hasLongWindow">Whether the longest window is used.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public NoiseCorrelation(BinHistory bins, DetectorGeometry geometry, double nominalDegreesOfFreedom, bool hasLongWindow, double sampleRate)
    {
        _bins = bins;
        _geometry = geometry;
        _nominal = nominalDegreesOfFreedom;
        _isFast = sampleRate >= LeastRateHz;
        Lag = Math.Max(1, (int)Math.Round(LagSeconds * sampleRate));
        _kept = Math.Exp(-geometry.CellSeconds / MemorySeconds);
        _halfLags = Math.Max(1, (int)Math.Round(geometry.HalfWindowBins * geometry.BinSamples / (double)Lag));
        int windows = hasLongWindow ? 8 : 4;
        _correlation = new double[windows * _halfLags];
        _whitened = new double[windows * _halfLags];
        _row = new double[windows * _halfLags];
        _samples = new double[(4 * geometry.HalfWindowBins * geometry.BinSamples) + ((_correlation.Length - 1) * Lag)];
        Reset();
    }

    /// <summary>Gets the number of samples in a lag.</summary>
    public int Lag { get; }

    /// <summary>Gets a value indicating whether the background is known, and not white.</summary>
    public bool IsColoured => _isFast && _cells >= LeastCells && Double.Satterthwaite < MostWhite * ((2 * _nominal) + EdgeFreedom);

    /// <summary>Gets how the power scatters in the shortest window.</summary>
    public PowerScatter Half { get; private set; }

    /// <summary>Gets how it scatters in the middle one.</summary>
    public PowerScatter Middle { get; private set; }

    /// <summary>Gets how it scatters in the window of twice that length.</summary>
    public PowerScatter Double { get; private set; }

    /// <summary>Gets how it scatters in the window of four times that length, where there is one.</summary>
    public PowerScatter Long { get; private set; }

    public void Reset()
    {
        Array.Clear(_correlation);
        _cells = 0;
        _untilFresh = 0;
        Half = new PowerScatter(_nominal / 2);
        Middle = new PowerScatter(_nominal);
        Double = new PowerScatter(_nominal * 2);
        Long = new PowerScatter(_nominal * 4);
    }

    /// <summary>Takes in the middle of a cell, where it is quiet.</summary>
    public void Learn(long cell, double floor)
    {
        long bin = (cell * _geometry.CellBins) + (_geometry.CellBins / 2);
        int length = 4 * _geometry.HalfWindowBins * _geometry.BinSamples;
        long end = (bin + (2 * _geometry.HalfWindowBins) + 1) * _geometry.BinSamples;
        long first = end - _samples.Length;
        long before = Math.Max(0, bin - (4 * _geometry.HalfWindowBins));
        double most = floor * Double.Quantile(QuietDeviate);
        if (first < 0 || end > _bins.SampleCount || _bins.Double(bin) > most || _bins.Double(before) > most)
        {
            return;
        }

        _bins.CopySamples(first, _samples);
        int reach = _samples.Length - length;
        ReadOnlySpan<double> late = _samples.AsSpan(reach);
        for (int k = 0; k < _correlation.Length; k++)
        {
            double products = WindowMeans.Dot(late, _samples.AsSpan(reach - (k * Lag), length));
            _correlation[k] = (_kept * _correlation[k]) + (products / floor);
        }

        _cells = (_kept * _cells) + 1;
        if (--_untilFresh <= 0)
        {
            _untilFresh = FreshCells;
            Half = Scatter(_correlation, _halfLags);
            Middle = Scatter(_correlation, 2 * _halfLags);
            Double = Scatter(_correlation, 4 * _halfLags);
            Long = _correlation.Length > 4 * _halfLags ? Scatter(_correlation, 8 * _halfLags) : default;
        }
    }

    /// <summary>Gives how the power scatters of what a filter whose taps are a lag apart leaves of the background.</summary>
    public (PowerScatter Half, PowerScatter Middle, PowerScatter Double) Behind(ReadOnlySpan<double> taps)
    {
        for (int k = 0; k < _whitened.Length; k++)
        {
            double sum = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                for (int j = 0; j < taps.Length; j++)
                {
                    int lag = Math.Abs(k + i - j);
                    sum += lag < _correlation.Length ? taps[i] * taps[j] * _correlation[lag] : 0;
                }
            }

            _whitened[k] = sum;
        }

        return (Scatter(_whitened, _halfLags), Scatter(_whitened, 2 * _halfLags), Scatter(_whitened, 4 * _halfLags));
    }

    /// <summary>Computes the sums of squares and cubes of the eigenvalues of so many lags' covariance matrix.</summary>
    private PowerScatter Scatter(ReadOnlySpan<double> r, int n)
    {
        // The square of a Toeplitz matrix row by row: S(i+1, j+1) = S(i, j) + r(i+1) r(j+1) - r(n-1-i) r(n-1-j).
        Span<double> row = _row.AsSpan(0, n);
        double squares = 0;
        double cubes = 0;
        for (int j = 0; j < n; j++)
        {
            double sum = 0;
            for (int k = 0; k < n; k++)
            {
                sum += r[k] * r[Math.Abs(k - j)];
            }

            row[j] = sum;
        }

        for (int i = 0; i < n; i++)
        {
            squares += row[i];
            for (int j = 0; j < n; j++)
            {
                cubes += row[j] * r[Math.Abs(i - j)];
            }

            if (i == n - 1)
            {
                break;
            }

            for (int j = n - 1; j > 0; j--)
            {
                row[j] = row[j - 1] + (r[i + 1] * r[j]) - (r[n - 1 - i] * r[n - j]);
            }

            double first = 0;
            for (int k = 0; k < n; k++)
            {
                first += r[Math.Abs(i + 1 - k)] * r[k];
            }

            row[0] = first;
        }

        double mean = n * r[0];
        return new PowerScatter(squares / (mean * mean), cubes / (mean * mean * mean));
    }
}
