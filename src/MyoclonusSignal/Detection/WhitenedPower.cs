namespace MyoclonusSignal.Detection;

/// <summary>
/// The power of the whitened signal in windows around each bin, for the search of bursts in a background that is not white.
/// </summary>
/// <remarks>
/// <para>Tonic activity has most of its power around 100 Hz, and much amplifier noise has it at the low end: over a window such
/// a background is worth few independent samples, so that its power scatters and a threshold must be high. What is left of it
/// behind a linear prediction is worth all samples, and a jerk of the same muscle stands out of it as far as before: whitening
/// is what makes amplitudes of EMG certain (Clancy, Morin and Merletti (2002), doi:10.1016/S1050-6411(01)00033-5).</para>
/// <para>The prediction is fitted to what is quiet, a cell at a time, apart for rest and for raised activity. Where the background is
/// white nothing is computed: the power itself is the best that can be looked at.</para>
/// </remarks>
internal sealed class WhitenedPower
{
    // Of the nominal degrees of freedom. Above it the background is white, and nothing is computed.
    private const double MostWhite = 0.96;

    // Of the power. Where less than a quarter can be predicted, the power itself tells as much.
    private const double MostLeft = 0.75;

    // Of stationary noise that is not white the spectrum tells how what is left scatters. At 0.75 noise of 1/f^1.5 was not whitened
    // at 500 Hz, and of jerks of 6 dB 0.69 were found, with whitening 0.99.
    private const double MostLeftOfNoise = 0.95;

    // Two resonances, as a muscle's spectrum has. Order 8 finds no more of the jerks over a pool of motor units, order 2 some
    // three in a hundred fewer.
    private const int Order = 4;

    // Of the power, added to the diagonal: what lies 30 dB below the peak of the spectrum is not raised up to it.
    private const double Ridge = 1e-2;

    // What is above it may belong to a burst.
    private const double MostQuiet = 1.5;

    // As long as that of PowerHistogram, which holds the same background.
    private const double MemorySeconds = 20;

    // Discharges come at chance, so that a whitened muscle has no more than half the nominal degrees of freedom; whitened noise
    // has three quarters and more.
    private const double MuscleFraction = 0.5;
    private const double NoiseFraction = 0.75;

    // Activity of a muscle is never as even as noise: what stands out of it is looked for at one false alarm in four minutes.
    private const double MuscleAlarmsPerHour = 15;

    // Of the power itself the fraction counts twice (PowerHistogram). What is left of that in the upper tail here is a fifth.
    private const double TailExponent = 0.2;

    // Before there is a background to learn from it is taken for a muscle's.
    private const double PriorCells = 3;

    private readonly BinHistory _bins;
    private readonly NoiseFloor _floor;
    private readonly NoiseCorrelation _noise;
    private readonly DetectorGeometry _geometry;
    private readonly double _nominal;
    private readonly double _alarmsPerHour;
    private readonly double _windowSeconds;
    private readonly double _kept;
    private readonly int _lag;
    private readonly Background _rest;
    private readonly Background _raised;
    private readonly double[] _products = new double[Order + 1];
    private readonly double[] _samples;
    private readonly double[] _left;
    private readonly double[] _powers;
    private readonly double[] _ending;
    private readonly double[] _half;
    private readonly double[] _middle;
    private readonly double[] _double;
    private double _halfUpper;
    private double _middleUpper;
    private double _doubleUpper;
    private long _firstBin;
    private long _scatterCell = long.MinValue / 2;
    private (PowerScatter Half, PowerScatter Middle, PowerScatter Double) _scatter;

    /// <summary>Initializes a new instance of the <see cref="WhitenedPower"/> class.</summary>
    /// <param name="bins">The signal.</param>
    /// <param name="floor">Its noise floor.</param>
    /// <param name="noise">The autocorrelation of the background at rest.</param>
    /// <param name="geometry">The lengths.</param>
    /// <param name="nominalDegreesOfFreedom">The degrees of freedom of white noise in the middle window.</param>
    /// <param name="alarmsPerHour">How often noise may exceed a threshold.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    public WhitenedPower(
        BinHistory bins, NoiseFloor floor, NoiseCorrelation noise, DetectorGeometry geometry, double nominalDegreesOfFreedom, double alarmsPerHour, double sampleRate)
    {
        _bins = bins;
        _floor = floor;
        _noise = noise;
        _geometry = geometry;
        _nominal = nominalDegreesOfFreedom;
        _alarmsPerHour = alarmsPerHour;
        _windowSeconds = 2 * geometry.HalfWindowBins * geometry.BinSamples / sampleRate;
        _kept = Math.Exp(-geometry.CellSeconds / MemorySeconds);
        _lag = noise.Lag;
        _rest = new Background(geometry.CellSeconds, nominalDegreesOfFreedom);
        _raised = new Background(geometry.CellSeconds, nominalDegreesOfFreedom);
        int h = geometry.HalfWindowBins;
        _powers = new double[geometry.CellBins + (4 * h) - 1];
        _left = new double[_powers.Length * geometry.BinSamples];
        _samples = new double[_left.Length + (Order * _lag)];
        _ending = new double[geometry.CellBins + (3 * h)];
        _half = new double[geometry.CellBins];
        _middle = new double[geometry.CellBins];
        _double = new double[geometry.CellBins];
    }

    public void Reset()
    {
        _rest.Reset();
        _raised.Reset();
        _scatterCell = long.MinValue / 2;
    }

    /// <summary>Learns from a cell whose floor has just become known, ahead of the search.</summary>
    public void Learn(long cell)
    {
        if (!IsColoured(cell) || !IsInside(cell))
        {
            return;
        }

        Background background = Of(cell);
        AddProducts(cell, background);
        if (background.PowerLeft > (IsNoise(cell) ? MostLeftOfNoise : MostLeft))
        {
            return;
        }

        Load(cell, background);
        double scale = 1 / (_floor.Power(cell) * background.PowerLeft);
        background.Powers.Decay();
        for (int i = 0; i < _middle.Length; i += Math.Max(1, _geometry.HalfWindowBins / 2))
        {
            background.Powers.Add(_middle[i] * scale);
        }
    }

    /// <summary>Sets the thresholds for a cell and the powers of its bins, and tells whether they are to be looked at.</summary>
    public bool TryBegin(long cell)
    {
        if (!IsColoured(cell) || !IsInside(cell))
        {
            return false;
        }

        Background background = Of(cell);
        if (background.PowerLeft > (IsNoise(cell) ? MostLeftOfNoise : MostLeft))
        {
            return false;
        }

        Load(cell, background);
        background.Powers.FitFlank(out double flank, out double meanOverFloor);
        double cells = background.Powers.Cells;
        flank = (PriorCells + cells) / ((PriorCells / (MuscleFraction * _nominal)) + (cells / flank));
        double fraction = Math.Min(1, flank / _nominal);
        bool isNoise = IsNoise(cell);
        if (isNoise && cell - _scatterCell is < 0 or >= NoiseCorrelation.FreshCells)
        {
            _scatter = _noise.Behind(background.Coefficients);
            _scatterCell = cell;
        }

        // What the spectrum explains of the flank is no sign of a muscle.
        (PowerScatter half, PowerScatter middle, PowerScatter twice) = _scatter;
        double part = isNoise ? Math.Min(1, flank / middle.Satterthwaite) : fraction;
        double share = Math.Clamp((NoiseFraction - part) / (NoiseFraction - MuscleFraction), 0, 1);
        double perHour = _alarmsPerHour * Math.Pow(Math.Max(1, MuscleAlarmsPerHour / _alarmsPerHour), share);
        double degreesOfFreedom = flank * Math.Pow(fraction, TailExponent);
        double power = _floor.Power(cell) * background.PowerLeft * meanOverFloor;
        _halfUpper = power * Quantile(flank * fraction, _alarmsPerHour, 0.5);
        _middleUpper = power * Quantile(flank * fraction, _alarmsPerHour, 1);
        _doubleUpper = power * Quantile(degreesOfFreedom, perHour, 2);
        if (isNoise)
        {
            _halfUpper = Math.Max(_halfUpper, power * half.Quantile(BurstSegmenter.Deviate(_alarmsPerHour, 0.5 * _windowSeconds), part));
            _middleUpper = Math.Max(_middleUpper, power * middle.Quantile(BurstSegmenter.Deviate(_alarmsPerHour, _windowSeconds), part));
            _doubleUpper = Math.Max(_doubleUpper, power * twice.Quantile(BurstSegmenter.Deviate(perHour, 2 * _windowSeconds), part));
        }

        return true;
    }

    /// <summary>Returns true if the power around a bin of the cell exceeds what the background does.</summary>
    public bool IsAlarm(long bin)
    {
        int at = (int)(bin - _firstBin);
        return _half[at] >= _halfUpper || _middle[at] >= _middleUpper || _double[at] >= _doubleUpper;
    }

    /// <summary>Gives how many times its threshold the power around a bin of the cell is, in the window that exceeds it most.</summary>
    public double Margin(long bin)
    {
        int at = (int)(bin - _firstBin);
        return Math.Max(_half[at] / _halfUpper, Math.Max(_middle[at] / _middleUpper, _double[at] / _doubleUpper));
    }

    private bool IsColoured(long cell) => IsNoise(cell) || _floor.DegreesOfFreedom(cell) < MostWhite * MostWhite * _nominal;

    /// <summary>Returns true if a cell is at rest in noise that is not white.</summary>
    private bool IsNoise(long cell) => _noise.IsColoured && !_floor.IsRaised(cell);

    private Background Of(long cell) => _floor.IsRaised(cell) ? _raised : _rest;

    private double Quantile(double degreesOfFreedom, double perHour, double windows) => NormalDistribution.MeanSquareQuantile(
        degreesOfFreedom * windows, BurstSegmenter.Deviate(perHour, windows * _windowSeconds));

    /// <summary>Returns true if all windows and what is predicted from lie within the signal.</summary>
    private bool IsInside(long cell)
    {
        long first = (cell * _geometry.CellBins) - (2 * _geometry.HalfWindowBins) + 1;
        return (first * _geometry.BinSamples) >= Order * _lag
            && (first + _powers.Length) * _geometry.BinSamples <= _bins.SampleCount;
    }

    /// <summary>Takes the products of samples of a cell, where it is quiet, into the background's.</summary>
    private void AddProducts(long cell, Background background)
    {
        Array.Clear(_products);
        double most = MostQuiet * _floor.Power(cell);
        long first = cell * _geometry.CellBins;
        for (long bin = first; bin < first + _geometry.CellBins; bin++)
        {
            if (_bins.Double(bin) <= most)
            {
                _bins.AddProducts(bin * _geometry.BinSamples, _lag, _products);
            }
        }

        background.Add(_products, _kept);
    }

    /// <summary>Computes the powers around a cell's bins.</summary>
    private void Load(long cell, Background background)
    {
        int h = _geometry.HalfWindowBins;
        _firstBin = cell * _geometry.CellBins;
        long from = _firstBin - (2 * h) + 1;
        int reach = Order * _lag;
        _bins.CopySamples((from * _geometry.BinSamples) - reach, _samples);
        WindowMeans.AddPowers(_samples, background.Coefficients, _lag, _geometry.BinSamples, _left, _powers);

        // As in BinHistory: a window of n bins around a bin ends n / 2 bins behind it.
        WindowMeans.Slide(_powers, h, 1.0 / (h * _geometry.BinSamples), _ending);
        for (int i = 0; i < _half.Length; i++)
        {
            double here = _ending[i + h];
            double behind = _ending[i + (2 * h)];
            _half[i] = _ending[i + h + (h / 2)];
            _middle[i] = 0.5 * (here + behind);
            _double[i] = 0.25 * (_ending[i] + here + behind + _ending[i + (3 * h)]);
        }
    }

    /// <summary>One background: how its samples hang together, and how the power scatters that is left without that.</summary>
    private sealed class Background(double cellSeconds, double nominalDegreesOfFreedom)
    {
        private readonly double[] _correlation = new double[Order + 1];
        private readonly double[] _previous = new double[Order + 1];

        /// <summary>Gets the power that is left, over the floor.</summary>
        public PowerHistogram Powers { get; } = new(cellSeconds, nominalDegreesOfFreedom);

        /// <summary>Gets by what a sample and those before it are multiplied; what is left is not predicted.</summary>
        public double[] Coefficients { get; } = [1, .. new double[Order]];

        /// <summary>Gets the part of the power that is left.</summary>
        public double PowerLeft { get; private set; } = 1;

        public void Reset()
        {
            Powers.Clear();
            Array.Clear(_correlation);
            Array.Clear(Coefficients);
            Coefficients[0] = 1;
            PowerLeft = 1;
        }

        /// <summary>Takes in the products of a cell, which count as those of any other, and predicts anew.</summary>
        public void Add(ReadOnlySpan<double> products, double kept)
        {
            if (!(products[0] > 0))
            {
                return;
            }

            for (int k = 0; k <= Order; k++)
            {
                _correlation[k] = (kept * _correlation[k]) + (products[k] / products[0]);
            }

            Predict();
        }

        /// <summary>Levinson's recursion.</summary>
        private void Predict()
        {
            double[] a = Coefficients;
            a.AsSpan(1).Clear();
            double left = _correlation[0] * (1 + Ridge);
            for (int order = 1; order <= Order; order++)
            {
                double sum = 0;
                for (int k = 0; k < order; k++)
                {
                    sum += a[k] * _correlation[order - k];
                }

                double reflection = -sum / left;
                a.CopyTo(_previous, 0);
                for (int k = 1; k <= order; k++)
                {
                    a[k] = _previous[k] + (reflection * _previous[order - k]);
                }

                left *= 1 - (reflection * reflection);
            }

            PowerLeft = left / _correlation[0];
        }
    }
}
