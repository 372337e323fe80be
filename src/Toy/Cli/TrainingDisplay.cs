using Spectre.Console;
using Unmask.Model.Learning;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>Shows training on standard error: a bar on a terminal, otherwise a plain line every few seconds.</summary>
internal static class TrainingDisplay
{
    /// <param name="error">Standard error; null shows nothing.</param>
    /// <param name="train">Runs the training; its argument receives the progress.</param>
    public static TrainingResult Show(TextWriter? error, Func<IProgress<TrainingProgress>?, TrainingResult> train)
    {
        if (error is null)
            return train(null);
        if (!Tty.ErrorIsTerminal)
            return train(new Lines(error));

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new Bar(context.AddTask("starting", maxValue: 1))));
    }

    private static string Describe(TrainingProgress moment) => $"loss {moment.Loss:F3}, {moment.NamesPerSecond:N0} names/s, {Math.Ceiling(moment.Left.TotalSeconds):N0} s left";

    private sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.Value = (double)value.Step / value.Steps;
            task.Description = Describe(value);
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<TrainingProgress>
    {
        private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Interval = TimeSpan.FromSeconds(5);

        private TimeSpan _due = First;

        public void Report(TrainingProgress value)
        {
            if (value.Elapsed < _due || value.Step == value.Steps)
                return;
            _due = value.Elapsed + Interval;
            error.WriteLine($"step {value.Step:N0} of {value.Steps:N0}, {Describe(value)}");
        }
    }
}
