using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Learning;
using Unmask.Model.Text;

NameSet names = NameSet.LoadBuiltIn(Alphabet.English, 12);
var learner = new Convolution(seed: 1);
int steps = args.Length > 0 ? int.Parse(args[0]) : 2000;
var run = new TrainingRun(learner, names, new TrainingOptions(new NelboRecipe(), steps, BatchSize: 64));
Console.WriteLine($"{run.Run().Outcome} after {run.Step} steps");

Estimate nelbo = HeldOut.Evaluate(learner, names.TrainingRows(learner.Slots, Split.Test), rounds: 1).Nelbo;
Console.WriteLine($"NELBO {nelbo.Mean:F1} nats per name held out");

var empty = new Board(learner.Alphabet, learner.Slots, SamplerSettings.Default(learner.Timesteps), seed: 7);
Board board = Pattern.Apply("ma", empty);
Console.WriteLine($"ma… becomes {ReverseProcess.Finish(board, new Prediction(learner)).Name}");
