import './pl-console.js';
