using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Synthesis;

/// <summary>Makes one surface-EMG channel: bursts and contractions, noise floor, interference, electrodes and converter.</summary>
internal sealed class EmgSynthesizer
{
    private readonly SimulationOptions _options;
    private readonly EmgCarrier _carrier;
    private readonly List<TrueEvent> _truth;
    private readonly List<Disturbance> _disturbances;

    public EmgSynthesizer(SimulationOptions options, List<TrueEvent> truth, List<Disturbance> disturbances)
    {
        _options = options;
        _truth = truth;
        _disturbances = disturbances;
        _carrier = options.EmgModel == EmgModel.ModulatedNoise
            ? new ShapedNoiseCarrier(options.SampleRate, options.EmgLowCornerHz, options.EmgHighCornerHz)
            : new MotorUnitCarrier(options.SampleRate, options.DischargesPerSecond);
    }

    public SimulatedSignal Make(int channel, List<ScheduledJerk> jerks)
    {
        SimulatedChannel target = _options.Channels[channel];
        double[] samples = new double[_options.SampleCount];
        int firstEvent = _truth.Count;
        AddJerks(samples, target, jerks, new RandomSource(_options.Seed, RandomPurpose.JerkCarrier, channel));
        if (_options.Contractions.Count > 0)
        {
            double[] activity = new double[samples.Length];
            new ContractionSynthesizer(_options, _carrier, _truth).Add(activity, target, channel);
            for (int index = 0; index < samples.Length; index++)
            {
                samples[index] += activity[index];
            }
        }

        NoiseFloor.Add(samples, _options, target.NoiseRms, channel * 3);
        Interference.Add(samples, _options, target, channel, _disturbances);
        string? unit = Converter.Apply(samples, _options.Artefacts, target.Unit);
        if (unit is null)
        {
            StateInCounts(firstEvent);
        }

        return new SimulatedSignal(target.Name, unit, samples);
    }

    private void AddJerks(double[] activity, SimulatedChannel target, List<ScheduledJerk> jerks, RandomSource random)
    {
        double[] amplitude = [];
        foreach (ScheduledJerk jerk in jerks)
        {
            BurstEnvelope envelope = BurstEnvelope.Of(jerk.Shape);
            double rms = target.NoiseRms * PortableMath.AmplitudeRatio(jerk.SizeDb + target.GainDb);
            double peak = rms / Math.Sqrt(envelope.MeanSquare);
            int first = SampleAt(jerk.OnsetSeconds - (envelope.Lead * jerk.DurationSeconds));
            int last = SampleAt(jerk.EndSeconds + (envelope.Tail * jerk.DurationSeconds));
            if (amplitude.Length < last - first)
            {
                amplitude = new double[2 * (last - first)];
            }

            Span<double> stretch = amplitude.AsSpan(0, last - first);
            for (int index = 0; index < stretch.Length; index++)
            {
                double time = (first + index) / _options.SampleRate;
                stretch[index] = peak * envelope.At((time - jerk.OnsetSeconds) / jerk.DurationSeconds);
            }

            _carrier.Add(activity, first, stretch, rms, random);
        }

        foreach (ScheduledJerk jerk in jerks)
        {
            double floor = target.NoiseRms * NoiseFloor.FactorAt(_options, jerk.OnsetSeconds);
            _truth.Add(Placement.Measure(
                activity,
                SampleAt(jerk.OnsetSeconds),
                SampleAt(jerk.EndSeconds),
                _options.SampleRate,
                floor,
                EventKind.Jerk,
                target.Name,
                jerk.Group));
        }
    }

    private int SampleAt(double seconds) => Placement.FirstSampleAt(seconds, _options.SampleRate, _options.SampleCount);

    private void StateInCounts(int firstEvent)
    {
        double step = _options.Artefacts.StepMicrovolts!.Value;
        for (int index = firstEvent; index < _truth.Count; index++)
        {
            TrueEvent found = _truth[index];
            _truth[index] = found with { PeakAmplitude = found.PeakAmplitude / step, RmsAmplitude = found.RmsAmplitude / step };
        }
    }
}
